import { Auth } from '@vonage/auth'
import { MediaMode, Video } from '@vonage/video'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createHandlers } from '../../src/entry/msw.ts'
import { createSimulator } from '../../src/simulator.ts'
import { privateKey, publicKey } from './key-pair.ts'
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

/** A server with the real SDK, a session that it made, a client in it, and alice, who publishes. */
async function underWay() {
  const applicationId = simulator.credentials().apiKey
  server.use(...createHandlers(simulator, { projects: [{ key: applicationId, publicKey }] }))
  const video = new Video(new Auth({ applicationId, privateKey }))
  const { sessionId } = await video.createSession({ mediaMode: MediaMode.ROUTED })
  const token = video.generateClientToken(sessionId, { role: 'moderator' })
  const session = simulator.OT.initSession(applicationId, sessionId)
  const heard: { type: string; [detail: string]: unknown }[] = []
  const types = ['signal', 'sessionDisconnected', 'muteForced', 'archiveStarted', 'archiveStopped', 'streamCreated']
  for (const type of [
    ...types,
    'connectionCreated',
    'connectionDestroyed',
    'streamDestroyed',
    'streamPropertyChanged',
  ]) {
    session.on(type, (event: object) => heard.push({ ...event, type }))
  }
  session.connect(token)
  await simulator.settled()
  const room = simulator.room(sessionId)
  const alice = room.join({ name: 'alice' })
  const streamId = alice.publish()
  await simulator.settled()
  heard.splice(0)
  const own = session.connection?.connectionId ?? ''
  return { video, sessionId, token, session, heard, room, alice, streamId, own }
}
type Call = Awaited<ReturnType<typeof underWay>>

const composed = { outputMode: 'composed', resolution: '1280x720', layout: { type: 'bestFit' } }
const render = { url: 'https://example.com/board', properties: { name: 'Board' } }
const socket = { uri: 'wss://example.com/a', audioRate: 16_000, bidirectional: true }
const sip = { sip: { uri: 'sip:user@example.com', from: 'Bob', video: true } }

/** Options as they are documented; the declarations of the SDK know fewer. */
const loose = (value: object): never => value as never

const heardOf =
  (type: string, more: object = {}) =>
  (call: Call): void =>
    expect(call.heard).toContainEqual(expect.objectContaining({ type, ...more }))

/** Every call of the SDK that `rest.md` lists, and what a client sees of it. */
const calls: Readonly<
  Record<string, readonly [run: (call: Call) => Promise<unknown>, seen: (call: Call, answer: unknown) => unknown]>
> = {
  'sendSignal to all': [
    ({ video, sessionId }) => video.sendSignal({ type: 'chat', data: 'hi' }, sessionId),
    heardOf('signal', { from: null, data: 'hi' }),
  ],
  'sendSignal to one': [
    ({ video, sessionId, own }) => video.sendSignal({ type: 'chat', data: 'hi' }, sessionId, own),
    heardOf('signal', { from: null, data: 'hi' }),
  ],
  disconnectClient: [
    ({ video, sessionId, own }) => video.disconnectClient(sessionId, own),
    heardOf('sessionDisconnected', { reason: 'forceDisconnected' }),
  ],
  muteStream: [
    ({ video, sessionId, streamId }) => video.muteStream(sessionId, streamId),
    heardOf('streamPropertyChanged', { changedProperty: 'hasAudio', newValue: false }),
  ],
  forceMuteAll: [({ video, sessionId }) => video.forceMuteAll(sessionId, []), heardOf('muteForced', { active: true })],
  disableForceMute: [
    ({ video, sessionId }) => video.disableForceMute(sessionId),
    heardOf('muteForced', { active: false }),
  ],
  'getStreamInfo of one': [
    ({ video, sessionId, streamId }) => video.getStreamInfo(sessionId, streamId),
    ({ streamId }, answer) => expect(answer).toMatchObject({ id: streamId, name: 'alice' }),
  ],
  'getStreamInfo of all': [
    ({ video, sessionId }) => video.getStreamInfo(sessionId),
    (_, answer) => expect(answer).toMatchObject({ count: 1 }),
  ],
  setStreamClassLists: [
    ({ video, sessionId, streamId }) =>
      video.setStreamClassLists(sessionId, loose([{ id: streamId, layoutClassList: ['focus'] }])),
    async ({ video, sessionId, streamId }) =>
      expect(await video.getStreamInfo(sessionId, streamId)).toMatchObject({ layoutClassList: ['focus'] }),
  ],
  'startArchive, getArchive, searchArchives, stopArchive, deleteArchive': [
    async ({ video, sessionId }) => {
      const { id } = await video.startArchive(sessionId, loose({ name: 'Monday', ...composed }))
      expect(await video.getArchive(id)).toMatchObject({ status: 'started' })
      expect(await video.searchArchives(loose({ sessionId, count: 2 }))).toMatchObject({ count: 1 })
      await video.updateArchiveLayout(id, loose({ type: 'pip' }))
      expect(await video.stopArchive(id)).toMatchObject({ status: 'stopped' })
      await simulator.settled()
      expect(await video.getArchive(id)).toMatchObject({ status: 'available' })
      await video.deleteArchive(id)
      return id
    },
    (call, id) => {
      heardOf('archiveStarted', { id, name: 'Monday' })(call)
      heardOf('archiveStopped', { id })(call)
    },
  ],
  'addArchiveStream and removeArchiveStream': [
    async ({ video, sessionId, streamId }) => {
      const { id } = await video.startArchive(sessionId, loose({ streamMode: 'manual' }))
      await video.addArchiveStream(id, streamId, true, false)
      expect(await video.getArchive(id)).toMatchObject({ streams: [{ streamId, hasAudio: true, hasVideo: false }] })
      await video.removeArchiveStream(id, streamId)
      return video.getArchive(id)
    },
    (_, archive) => expect(archive).toMatchObject({ streams: [] }),
  ],
  'startBroadcast, getBroadcast, searchBroadcasts, stopBroadcast': [
    async ({ video, sessionId, streamId }) => {
      const options = { outputs: { hls: { lowLatency: true } }, maxDuration: 60, streamMode: 'manual' }
      const { id } = await video.startBroadcast(sessionId, loose(options))
      expect(await video.getBroadcast(id)).toMatchObject({ status: 'started' })
      expect(await video.searchBroadcasts(loose({ sessionId }))).toMatchObject({ count: 1 })
      await video.addStreamToBroadcast(id, streamId)
      await video.removeStreamFromBroadcast(id, streamId)
      return video.stopBroadcast(id)
    },
    (_, answer) => expect(answer).toMatchObject({ status: 'stopped' }),
  ],
  'enableCaptions, getCaptionStatus, disableCaptions': [
    async ({ video, sessionId, token }) => {
      const { captionsId } = await video.enableCaptions(sessionId, token, loose({ languageCode: 'en-us' }))
      expect(await video.getCaptionStatus(captionsId)).toMatchObject({ status: 'started' })
      await video.disableCaptions(captionsId)
      return video.getCaptionStatus(captionsId)
    },
    (_, answer) => expect(answer).toMatchObject({ status: 'stopped' }),
  ],
  'startExperienceComposerRender, get, list, stop': [
    async ({ video, sessionId, token, heard }) => {
      const { id } = await video.startExperienceComposerRender(sessionId, token, loose(render))
      await simulator.settled()
      expect(heard).toMatchObject([{ type: 'connectionCreated' }, { type: 'streamCreated', stream: { name: 'Board' } }])
      expect(await video.getExperienceComposerRender(id)).toMatchObject({ status: 'started' })
      expect(await video.listExperienceComposerRenders(loose({ count: 1 }))).toMatchObject({ count: 1 })
      await video.stopExperienceComposerRender(id)
    },
    heardOf('streamDestroyed', { reason: 'clientDisconnected' }),
  ],
  initiateSIPCall: [
    ({ video, sessionId, token }) => video.initiateSIPCall(sessionId, loose({ token, ...sip })),
    heardOf('streamCreated'),
  ],
  'playDTMF to all': [({ video, sessionId }) => video.playDTMF(sessionId, '12#'), () => {}],
  'playDTMF to one': [({ video, sessionId, own }) => video.playDTMF(sessionId, '12#', own), () => {}],
  'connectToWebsocket and disconnectWebsocket': [
    async ({ video, sessionId, token }) => {
      const { id } = await video.connectToWebsocket(sessionId, token, loose(socket))
      await video.disconnectWebsocket(id)
    },
    (call) => expect(call.room.connections).toHaveLength(2),
  ],
}

describe('the Vonage server SDK', () => {
  test.each(Object.entries(calls))('%s succeeds, and a client sees it', async (_name, [run, seen]) => {
    const call = await underWay()
    const answer = await run(call)
    await simulator.settled()
    await seen(call, answer)
  })

  test('all in all sends every request that it was recorded to send', () => {
    expect(missingIn('@vonage/video', sent)).toEqual([])
  })

  test('gives the status and the code of a refusal', async () => {
    const { video, sessionId } = await underWay()
    await video.startArchive(sessionId, loose({}))
    const error = await video.startArchive(sessionId, loose({})).catch((thrown: unknown) => thrown)
    const response: unknown = Reflect.get(Object(error), 'response')
    expect(response).toMatchObject({ status: 409 })
  })

  test('is refused with the key of another application, and nothing happens', async () => {
    const { sessionId, heard } = await underWay()
    const stranger = new Video(new Auth({ applicationId: '11111111-2222-4333-8444-555555555555', privateKey }))
    await expect(stranger.sendSignal({ type: 'chat', data: 'hi' }, sessionId)).rejects.toThrow('403')
    await simulator.settled()
    expect(heard).toEqual([])
  })
})
