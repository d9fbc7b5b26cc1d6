import type { CreateRig, Rig, RigClock } from './rig.ts'
import { unsupportedBrowser, unsupportedHttp, unsupportedService } from './unsupported-rig.ts'

/** A rig over a toy SDK of a few dozen lines: enough to test the runner, and nothing of the product. */
export const createFakeRig: CreateRig = (page): Rig => {
  const clock = createClock()
  const sessions = new Map<string, object>()
  const sent: string[] = []
  const OT = createEmitter({
    initSession: (apiKey: unknown, sessionId: unknown) => {
      const session = sessions.get(String(sessionId)) ?? createSession(clock, OT, sent)
      sessions.set(String(sessionId), session)
      return Object.assign(session, { apiKey })
    },
  })
  return {
    OT,
    clock,
    document: page.document,
    service: {
      ...unsupportedService,
      role: () => {},
      remoteJoin: () => clock.after(10, () => OT.dispatch('exception')),
    },
    http: unsupportedHttp,
    browser: unsupportedBrowser,
    requests: { messages: () => sent, http: () => [], socketsOpenedAt: () => [] },
    registry: () => ({ sessions: sessions.size, publishers: 0, subscribers: 0 }),
    isSdkError: (error) => error instanceof FakeError,
    onObject: () => {},
    onPageError: () => {},
    dispose: () => {},
  }
}

/** A clock that moves by `advance` alone. */
export interface FakeClock extends RigClock {
  after(ms: number, run: () => void): void
}

/** Makes a clock that stands at 0. */
export function createClock(): FakeClock {
  let now = 0
  let beforeTask = (): void => {}
  let timers: { readonly due: number; readonly run: () => void }[] = []
  const runNext = async (until: number): Promise<boolean> => {
    const next = [...timers].sort((one, other) => one.due - other.due).find(({ due }) => due <= until)
    if (next === undefined) return false
    timers = timers.filter((timer) => timer !== next)
    now = next.due
    beforeTask()
    next.run()
    await new Promise((resolve) => setImmediate(resolve))
    return true
  }
  return {
    now: () => now,
    after: (ms, run) => {
      timers.push({ due: now + ms, run })
    },
    beforeTask: (listener) => {
      beforeTask = listener
    },
    advance: async (ms) => {
      const until = now + ms
      while (await runNext(until));
      now = until
    },
  }
}

class FakeError extends Error {
  readonly code = 500
}

type Listener = (event?: object) => void
type Completion = (...args: readonly unknown[]) => void

interface Emitter {
  on(type: string, listener: Listener): Emitter
  dispatch(type: string, facts?: object): void
}

function createEmitter<Own extends object>(own: Own): Own & Emitter {
  const listeners: (readonly [string, Listener])[] = []
  const emitter = Object.assign(own, {
    on: (type: string, listener: Listener) => {
      listeners.push([type, listener])
      return emitter
    },
    dispatch: (type: string, facts: object = {}) => {
      let prevented = false
      const event = {
        ...facts,
        type,
        target: emitter,
        isDefaultPrevented: () => prevented,
        preventDefault: () => {
          prevented = true
        },
      }
      for (const [heard, listener] of listeners) if (heard === type) listener(event)
    },
  })
  return emitter
}

function createSession(clock: FakeClock, OT: Emitter, sent: string[]): object {
  const session = createEmitter({
    currentState: 'disconnected',
    connection: null as { readonly connectionId: string } | null,
    capabilities: { publish: 0, subscribe: 0, forceUnpublish: 0, forceDisconnect: 0, forceMute: 0 },
    streams: { length: () => 0 },
    connections: { length: () => 0 },
    isConnected: () => session.currentState === 'connected',
    connect: (_token: unknown, completion?: Completion) => {
      clock.after(20, () => {
        sent.push('connection.create')
        session.currentState = 'connected'
        session.connection = { connectionId: 'generated' }
        session.dispatch('sessionConnected', { cancelable: false, connections: [], streams: [] })
        completion?.()
        session.dispatch('connectionCreated', { connection: session.connection, cancelable: false })
      })
      return session
    },
    disconnect: () => {
      session.currentState = 'disconnected'
      return thenable(() => Promise.resolve())
    },
    signal: (_options: unknown, completion?: Completion) => {
      const error = new FakeError('not connected')
      completion?.(error)
      OT.dispatch('exception', { code: error.code, message: 'not connected', target: session, error })
      return thenable(() => Promise.reject(error))
    },
  })
  return session
}

/** A promise that is none of the language's, as the real SDK's are. */
const thenable = (settled: () => Promise<void>): object => ({
  // biome-ignore lint/suspicious/noThenProperty: being a thenable is the point
  then: (...reactions: [() => void, () => void]) => settled().then(...reactions),
})
