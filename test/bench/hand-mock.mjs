// A mock as people write it by hand: it makes the calls, callbacks and elements of test/bench/price.mjs, and always succeeds
// but for the one refusal that the test is about.
import { EventEmitter } from 'node:events'

/** An element as the SDK makes one for a picture; null without a page. */
function drawPicture() {
  const { document } = globalThis
  if (document === undefined) return null
  const box = document.createElement('div')
  box.append(document.createElement('video'))
  document.body.append(box)
  return box
}

class MockPublisher extends EventEmitter {
  element = drawPicture()
  stream = null

  constructor(done) {
    super()
    queueMicrotask(() => done?.())
  }
}

class MockSession extends EventEmitter {
  #bob

  constructor(bob) {
    super()
    this.#bob = bob
  }

  connect(_token, done) {
    queueMicrotask(() => {
      done?.()
      this.emit('sessionConnected', {})
      this.emit('streamCreated', { stream: this.#bob })
    })
  }

  subscribe(stream, _target, _properties, done) {
    const subscriber = Object.assign(new EventEmitter(), { stream, element: drawPicture() })
    queueMicrotask(() => done?.())
    return subscriber
  }

  publish(publisher, done) {
    publisher.stream = { streamId: 'own' }
    queueMicrotask(() => {
      done?.()
      publisher.emit('streamCreated', { stream: publisher.stream })
    })
  }

  forceMuteAll() {
    return Promise.reject(Object.assign(new Error('not a moderator'), { code: 1540 }))
  }
}

/** Runs a function in a turn of its own; a browser has no setImmediate. */
function nextTurn(run) {
  if (globalThis.setImmediate !== undefined) return setImmediate(run)
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    run()
  }
  port2.postMessage(null)
}

/** The mock, in the shape of a simulator as far as the test needs one. */
export function handMock() {
  const bob = { streamId: 'bob', name: 'Bob' }
  const settled = () => new Promise(nextTurn)
  return {
    OT: {
      initSession: () => new MockSession(bob),
      initPublisher: (_target, _properties, done) => new MockPublisher(done),
    },
    room: () => ({ join: () => ({ publish: () => {} }) }),
    credentials: () => ({ apiKey: 'key', sessionId: 'session', token: 'token' }),
    settled,
    reset: () => {
      if (globalThis.document !== undefined) globalThis.document.body.replaceChildren()
    },
  }
}
