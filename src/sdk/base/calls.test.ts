import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../../simulator.ts'

let simulator: Simulator

beforeEach(() => {
  simulator = createSimulator({ epoch: 0, seed: 1 })
})

afterEach(() => {
  simulator.dispose()
})

const calls = (): readonly (readonly [string, unknown])[] =>
  simulator.journal.find({ kind: 'call' }).map(({ what, detail }) => [what, detail['args']])

describe('the journal has an entry for each call of the application', () => {
  test('with its arguments as plain data: streams and connections by their ids', async () => {
    const { OT } = simulator
    const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator' })
    const bob = simulator.room().join({ name: 'Bob' })
    const streamId = bob.publish()
    const session = OT.initSession(apiKey, sessionId)
    session.connect(token, () => {})
    await simulator.settled()
    const stream = session.streams.get(streamId)
    if (stream === undefined) throw new Error('Bob publishes nothing.')
    session.subscribe(stream, undefined, { subscribeToAudio: false })
    session.signal({ type: 'chat', data: 'hello', to: stream.connection })
    session.disconnect()
    await simulator.settled()

    const connection = { object: 'connection', id: bob.connectionId }
    expect(calls()).toEqual([
      ['OT.initSession', [apiKey, sessionId]],
      ['Session.connect', [token, { object: 'function' }]],
      ['Session.subscribe', [{ object: 'stream', id: streamId }, undefined, { subscribeToAudio: false }]],
      ['Session.signal', [{ type: 'chat', data: 'hello', to: connection }]],
      ['Session.disconnect', []],
    ])
  })

  test('of a publisher that is switched, and of the form with a promise', async () => {
    const publisher = simulator.OT.initPublisher()
    await publisher.publishAudio.promise(false).catch(() => {})
    publisher.publishVideo(false)
    publisher.destroy()
    await simulator.settled()

    expect(simulator.journal.find({ kind: 'call' }).map(({ what, detail }) => [what, detail['form']])).toEqual([
      ['OT.initPublisher', undefined],
      ['Publisher.publishAudio', 'promise'],
      ['Publisher.publishVideo', undefined],
      ['Publisher.destroy', undefined],
    ])
  })

  test('but for calls that only read, and for listeners', async () => {
    const publisher = simulator.OT.initPublisher()
    publisher.on('destroyed', () => {})
    await publisher.getStats().catch(() => {})
    publisher.getImgData()
    await simulator.OT.getDevices()

    expect(calls().map(([what]) => what)).toEqual(['OT.initPublisher'])
  })

  test('but for secrets, which the journal is never told', async () => {
    const { apiKey, sessionId } = simulator.credentials()
    const session = simulator.OT.initSession(apiKey, sessionId, { encryptionSecret: 'a secret of ours' })
    await session.setEncryptionSecret('another secret of ours').catch(() => {})

    expect(calls()).toEqual([
      ['OT.initSession', [apiKey, sessionId, { encryptionSecret: { object: 'secret' } }]],
      ['Session.setEncryptionSecret', [{ object: 'secret' }]],
    ])
    expect(JSON.stringify(simulator.journal.entries)).not.toContain('secret of ours')
  })

  test('an argument that cannot be looked at keeps no call from being made', () => {
    const options = {
      get name(): string {
        throw new Error('not now')
      },
    }
    expect(() => simulator.OT.initPublisher(undefined, options)).toThrow('not now')
    expect(calls()).toEqual([['OT.initPublisher', ['undefined', 'object']]])
  })
})
