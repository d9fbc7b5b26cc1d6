import { setupServer } from 'msw/node'
import OpenTok, { type Done } from 'opentok'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createHandlers } from '../../src/entry/msw.ts'
import { createSimulator } from '../../src/simulator.ts'
import { missingIn, type Sent, sentOf } from './sdk-requests.ts'

const simulator = createSimulator()
const server = setupServer()
const sent: Sent[] = []
server.events.on('request:start', async ({ request }) => void sent.push(await sentOf(request.clone())))
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  server.resetHandlers()
  simulator.reset()
})
afterAll(() => server.close())

const secret = 'the secret of this project'

type Answer = Readonly<Record<string, unknown>> & { readonly id: string }

async function underWay() {
  const { apiKey } = simulator.credentials({ format: 't1' })
  server.use(...createHandlers(simulator, { projects: [{ key: apiKey, secret }] }))
  const opentok = new OpenTok(apiKey, secret)
  /** A method of the SDK that ends with a callback, as a promise. */
  const call = (method: string, ...args: readonly unknown[]): Promise<Answer> =>
    new Promise((resolve, reject) => {
      // For 409 the SDK gives its own error behind the one of the request.
      const done: Done<Answer> = (error, value) =>
        error ? reject(Object(value) instanceof Error ? value : error) : resolve(value)
      const run: unknown = opentok[method]
      if (typeof run !== 'function') throw new Error(`opentok has no ${method}.`)
      Reflect.apply(run, opentok, [...args, done])
    })
  const made = await call('createSession', { mediaMode: 'routed' })
  const sessionId = String(made['sessionId'])
  const token = String(opentok['generateToken']?.(sessionId, { role: 'moderator' }))
  const session = simulator.OT.initSession(apiKey, sessionId)
  const heard: { type: string; [detail: string]: unknown }[] = []
  const types = ['signal', 'sessionDisconnected', 'muteForced', 'archiveStarted', 'archiveStopped', 'streamCreated']
  for (const type of [...types, 'streamDestroyed', 'streamPropertyChanged'])
    session.on(type, (event: object) => heard.push({ ...event, type }))
  session.connect(token)
  await simulator.settled()
  const room = simulator.room(sessionId)
  const streamId = room.join({ name: 'alice' }).publish()
  await simulator.settled()
  heard.splice(0)
  return { call, sessionId, token, heard, room, streamId, own: session.connection?.connectionId ?? '' }
}
type Call = Awaited<ReturnType<typeof underWay>>

const heardOf =
  (type: string, more: object = {}) =>
  (call: Call): void =>
    expect(call.heard).toContainEqual(expect.objectContaining({ type, ...more }))

const hook = 'https://my.example/hook'
const composed = {
  ...{ outputMode: 'composed', resolution: '1280x720', layout: { type: 'bestFit' }, streamMode: 'auto' },
  ...{ hasAudio: true, hasVideo: true, multiArchiveTag: 'tag' },
}
const target = { id: 'f', serverUrl: 'rtmp://example.com/live', streamName: 'n' }
const live = {
  ...{ outputs: { hls: { lowLatency: true }, rtmp: [target] }, maxDuration: 5400, resolution: '640x480' },
  ...{ layout: { type: 'bestFit' }, streamMode: 'manual' },
}
const rendering = { maxDuration: 1800, resolution: '1280x720' }

const calls: Readonly<
  Record<string, readonly [run: (call: Call) => Promise<unknown>, seen: (call: Call, answer: unknown) => unknown]>
> = {
  'createSession, encrypted and near an address,': [
    async ({ call }) =>
      (await call('createSession', { mediaMode: 'routed', e2ee: true, location: '1.2.3.4' }))['sessionId'],
    (_, made) => {
      expect(Buffer.from(String(made).slice(2), 'base64url').toString()).toContain('~1.2.3.4~')
      expect(simulator.room(String(made)).join().isPresent).toBe(true)
    },
  ],
  'getStream is answered; the SDK itself cannot read JSON (rest.md), and the call': [
    ({ call, sessionId, streamId }) => expect(call('getStream', sessionId, streamId)).rejects.toThrow('not valid JSON'),
    () =>
      expect(simulator.journal.find({ kind: 'reply', what: 'rest/getStream' })).toMatchObject([
        { detail: { status: 200 } },
      ]),
  ],
  'signal to all': [
    ({ call, sessionId }) => call('signal', sessionId, null, { type: 'chat', data: 'hi' }),
    heardOf('signal', { from: null }),
  ],
  'signal to one': [
    ({ call, sessionId, own }) => call('signal', sessionId, own, { type: 'chat', data: 'hi' }),
    heardOf('signal', { from: null }),
  ],
  forceDisconnect: [
    ({ call, sessionId, own }) => call('forceDisconnect', sessionId, own),
    heardOf('sessionDisconnected', { reason: 'forceDisconnected' }),
  ],
  forceMuteStream: [
    ({ call, sessionId, streamId }) => call('forceMuteStream', sessionId, streamId),
    heardOf('streamPropertyChanged', { changedProperty: 'hasAudio', newValue: false }),
  ],
  forceMuteAll: [
    ({ call, sessionId }) => call('forceMuteAll', sessionId, { excludedStreamIds: [] }),
    heardOf('muteForced', { active: true }),
  ],
  disableForceMute: [
    ({ call, sessionId }) => call('disableForceMute', sessionId),
    heardOf('muteForced', { active: false }),
  ],
  listStreams: [
    ({ call, sessionId }) => call('listStreams', sessionId),
    ({ streamId }, answer) => expect(answer).toMatchObject([{ id: streamId, name: 'alice' }]),
  ],
  setStreamClassLists: [
    ({ call, sessionId, streamId }) =>
      call('setStreamClassLists', sessionId, [{ id: streamId, layoutClassList: ['focus'] }]),
    async ({ call, sessionId }) =>
      expect(await call('listStreams', sessionId)).toMatchObject([{ layoutClassList: ['focus'] }]),
  ],
  'startArchive, getArchive, listArchives, setArchiveLayout, stopArchive, deleteArchive': [
    async ({ call, sessionId }) => {
      const { id } = await call('startArchive', sessionId, { name: 'Monday', ...composed })
      expect(await call('getArchive', id)).toMatchObject({ status: 'started' })
      expect(await call('listArchives', { count: 10, sessionId })).toHaveLength(1)
      await call('setArchiveLayout', id, 'pip', null, null)
      await call('stopArchive', id)
      await simulator.settled()
      await call('deleteArchive', id)
      return id
    },
    (call, id) => {
      heardOf('archiveStarted', { id, name: 'Monday' })(call)
      heardOf('archiveStopped', { id })(call)
    },
  ],
  'addArchiveStream and removeArchiveStream': [
    async ({ call, sessionId, streamId }) => {
      const { id } = await call('startArchive', sessionId, { streamMode: 'manual' })
      await call('addArchiveStream', id, streamId, { hasAudio: true, hasVideo: false })
      await call('removeArchiveStream', id, streamId)
    },
    heardOf('archiveStarted'),
  ],
  'startBroadcast, getBroadcast, listBroadcasts, setBroadcastLayout, stopBroadcast': [
    async ({ call, sessionId, streamId }) => {
      const { id } = await call('startBroadcast', sessionId, live)
      expect(await call('getBroadcast', id)).toMatchObject({ status: 'started' })
      expect(await call('listBroadcasts', { count: 5, sessionId })).toHaveLength(1)
      await call('addBroadcastStream', id, streamId, {})
      await call('removeBroadcastStream', id, streamId)
      await call('setBroadcastLayout', id, 'pip', null, null)
      return call('stopBroadcast', id)
    },
    (_, answer) => expect(answer).toMatchObject({ status: 'stopped' }),
  ],
  'startCaptions and stopCaptions': [
    async ({ call, sessionId, token }) => {
      const captions: unknown = await call('startCaptions', sessionId, token, { languageCode: 'en-US' })
      await call('stopCaptions', typeof captions === 'string' ? captions : Reflect.get(Object(captions), 'captionsId'))
    },
    () => {},
  ],
  'startRender, getRender, listRenders, stopRender': [
    async ({ call, sessionId, token }) => {
      const { id } = await call('startRender', { sessionId, token, url: 'https://example.com/board', ...rendering })
      await simulator.settled()
      expect(await call('getRender', id)).toMatchObject({ status: 'started' })
      await call('listRenders', { count: 5 })
      await call('stopRender', id)
    },
    heardOf('streamDestroyed', { reason: 'clientDisconnected' }),
  ],
  dial: [
    ({ call, sessionId, token }) => call('dial', sessionId, token, 'sip:user@example.com', { from: 'f@e.com' }),
    heardOf('streamCreated'),
  ],
  'playDTMF to all': [({ call, sessionId }) => call('playDTMF', sessionId, null, '12#'), () => {}],
  'playDTMF to one': [({ call, sessionId, own }) => call('playDTMF', sessionId, own, '12#'), () => {}],
  websocketConnect: [
    ({ call, sessionId, token }) => call('websocketConnect', sessionId, token, 'wss://example.com/a', {}),
    (call) => expect(call.room.connections).toHaveLength(3),
  ],
  'registerCallback, listCallbacks, unregisterCallback': [
    async ({ call }) => {
      const { id } = await call('registerCallback', { group: 'connection', event: 'created', url: hook })
      expect(await call('listCallbacks')).toMatchObject([{ id, url: hook }])
      await call('unregisterCallback', id)
      return call('listCallbacks')
    },
    (_, answer) => expect(answer).toEqual([]),
  ],
}

describe('the OpenTok server SDK', () => {
  test.each(Object.entries(calls))('%s succeeds, and a client sees it', async (_name, [run, seen]) => {
    const call = await underWay()
    const answer = await run(call)
    await simulator.settled()
    await seen(call, answer)
  })

  test('all in all sends every request that it was recorded to send', () => {
    expect(missingIn('opentok', sent)).toEqual([])
  })

  /** What the SDK says for each status, by the failure that brings it about. */
  const sentences: readonly (readonly [string, (call: Call) => Promise<unknown>, string])[] = [
    [
      'signal to nobody',
      ({ call, sessionId }) => call('signal', sessionId, 'nobody', { data: 'x' }),
      'Session or Connection not found',
    ],
    [
      'forceDisconnect of nobody',
      ({ call, sessionId }) => call('forceDisconnect', sessionId, 'nobody'),
      'Session or Connection not found',
    ],
    [
      'a second archive',
      async ({ call, sessionId }) => {
        await call('startArchive', sessionId, {})
        return call('startArchive', sessionId, {})
      },
      'Recording already in progress',
    ],
    ['an archive that is not there', ({ call }) => call('stopArchive', crypto.randomUUID()), 'Archive not found'],
    [
      'captions that run',
      async ({ call, sessionId, token }) => {
        await call('startCaptions', sessionId, token, {})
        return call('startCaptions', sessionId, token, {})
      },
      'Live captions have already started',
    ],
    [
      'streams of an archive that chooses itself',
      async ({ call, sessionId, streamId }) => {
        const { id } = await call('startArchive', sessionId, {})
        simulator.fail('rest/selectArchiveStreams/unsupported-stream-mode')
        return call('addArchiveStream', id, streamId, {})
      },
      'Unsupported Stream Mode',
    ],
  ]

  test.each(sentences)('%s gives the error that the SDK documents', async (_name, run, sentence) => {
    const call = await underWay()
    await expect(run(call)).rejects.toMatchObject({ message: expect.stringContaining(sentence) })
  })

  test('with a wrong secret is told so, and nothing happens', async () => {
    const { sessionId, heard } = await underWay()
    const stranger = new OpenTok(simulator.credentials({ format: 't1' }).apiKey, 'another secret')
    const error = await new Promise<unknown>((resolve) => {
      stranger['signal']?.(sessionId, null, { type: 'chat', data: 'hi' }, resolve)
    })
    expect(error).toMatchObject({ message: expect.stringContaining('Invalid API key or secret') })
    await simulator.settled()
    expect(heard).toEqual([])
  })
})
