import { Auth } from '@vonage/auth'
import { Video } from '@vonage/video'
import { setupServer } from 'msw/node'
import OpenTok from 'opentok'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RestFailure, restFailureList } from '../../src/contract/rest/failures.ts'
import type { RestOperation } from '../../src/contract/rest/operations.ts'
import { createHandlers } from '../../src/entry/msw.ts'
import { createSimulator } from '../../src/simulator.ts'
import { privateKey, publicKey } from './key-pair.ts'

const simulator = createSimulator()
const { apiKey, sessionId } = simulator.credentials({ format: 't1' })
const { apiKey: applicationId } = simulator.credentials()
const secret = 'the secret of this project'
const projects = [
  { key: apiKey, secret },
  { key: applicationId, publicKey },
]
const server = setupServer(...createHandlers(simulator, { projects }))
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

const id = '00000000-0000-4000-8000-000000000000'
const url = 'https://example.com/board'
type Call = readonly [method: string, ...args: readonly unknown[]]

/** The calls of the OpenTok SDK, by the request that they send; listCallbacks is not here: a refusal crashes the SDK itself (2.23.2). */
const ofOpenTok: Readonly<Partial<Record<RestOperation, Call>>> = {
  createSession: ['createSession', { mediaMode: 'routed' }],
  signalSession: ['signal', sessionId, null, { data: 'x' }],
  signalConnection: ['signal', sessionId, id, { data: 'x' }],
  forceDisconnect: ['forceDisconnect', sessionId, id],
  listStreams: ['listStreams', sessionId],
  setStreamLayouts: ['setStreamClassLists', sessionId, []],
  muteStream: ['forceMuteStream', sessionId, id],
  muteSession: ['forceMuteAll', sessionId, {}],
  listArchives: ['listArchives', {}],
  startArchive: ['startArchive', sessionId, {}],
  getArchive: ['getArchive', id],
  deleteArchive: ['deleteArchive', id],
  selectArchiveStreams: ['addArchiveStream', id, id, {}],
  stopArchive: ['stopArchive', id],
  setArchiveLayout: ['setArchiveLayout', id, 'pip', null, null],
  dial: ['dial', sessionId, 'token', 'sip:user@example.com', {}],
  playDtmf: ['playDTMF', sessionId, null, '1'],
  playDtmfToConnection: ['playDTMF', sessionId, id, '1'],
  listBroadcasts: ['listBroadcasts', {}],
  startBroadcast: ['startBroadcast', sessionId, { outputs: { hls: {} } }],
  getBroadcast: ['getBroadcast', id],
  stopBroadcast: ['stopBroadcast', id],
  setBroadcastLayout: ['setBroadcastLayout', id, 'pip', null, null],
  selectBroadcastStreams: ['addBroadcastStream', id, id, {}],
  startCaptions: ['startCaptions', sessionId, 'token', {}],
  stopCaptions: ['stopCaptions', id],
  connectAudio: ['websocketConnect', sessionId, 'token', 'wss://example.com/a', {}],
  startRender: ['startRender', { sessionId, token: 'token', url }],
  listRenders: ['listRenders', { count: 1 }],
  getRender: ['getRender', id],
  stopRender: ['stopRender', id],
  registerCallback: ['registerCallback', { group: 'archive', event: 'status', url }],
  unregisterCallback: ['unregisterCallback', id],
}

/** The sentences that the OpenTok SDK has for statuses (`rest.md` of the facts, read from its source). */
const sentences: Readonly<Partial<Record<RestOperation, Readonly<Record<number, string>>>>> = {
  signalSession: { 404: 'Session or Connection not found' },
  signalConnection: { 404: 'Session or Connection not found' },
  forceDisconnect: { 404: 'Session or Connection not found' },
  startArchive: {
    404: 'Session not found',
    409: 'Recording already in progress or session not using OpenTok Media Router',
  },
  getArchive: { 404: 'Archive not found' },
  stopArchive: { 404: 'Archive not found' },
  deleteArchive: { 404: 'Archive not found' },
  selectArchiveStreams: { 400: 'Invalid request', 404: 'Archive or stream not found', 405: 'Unsupported Stream Mode' },
  startBroadcast: { 400: 'Bad session ID, token' },
  startCaptions: { 409: 'Live captions have already started' },
}
const usual: Readonly<Record<number, string>> = { 403: 'Invalid API key or secret', 404: 'Not Found' }
const sentenceOf = ({ operation, status, when }: RestFailure): string =>
  sentences[operation]?.[status] ?? usual[status] ?? when.replaceAll('"', '\\"')

/** The error of the call, or of the SDK's own for 409, which it gives behind the request's. */
const errorOf = (opentok: InstanceType<typeof OpenTok>, [method, ...args]: Call): Promise<unknown> =>
  new Promise((resolve) => {
    const done = (error: unknown, own: unknown): void => resolve(own instanceof Error ? own : error)
    Reflect.apply(Object(opentok[method]), opentok, [...args, done])
  })

const failuresOf = (calls: object): readonly RestFailure[] =>
  restFailureList.filter(({ operation }) => operation in calls)

test('the OpenTok SDK gives its own error for each failure of its requests', async () => {
  const opentok = new OpenTok(apiKey, secret)
  const told: [string, string][] = []
  for (const failure of failuresOf(ofOpenTok)) {
    simulator.fail(failure.id)
    const error = await errorOf(opentok, ofOpenTok[failure.operation] ?? [''])
    told.push([
      failure.id,
      String(Reflect.get(Object(error), 'message')).includes(sentenceOf(failure)) ? 'as documented' : String(error),
    ])
  }
  expect(told.filter(([, what]) => what !== 'as documented')).toEqual([])
  expect(simulator.armed).toEqual([])
})

const loose = (value: unknown): never => value as never

/** The calls of the Vonage SDK, by the request that they send. */
const ofVonage = (video: Video): Readonly<Partial<Record<RestOperation, () => Promise<unknown>>>> => {
  const session = simulator.credentials().sessionId
  return {
    createSession: () => video.createSession(),
    signalSession: () => video.sendSignal({ type: 'a', data: 'x' }, session),
    signalConnection: () => video.sendSignal({ type: 'a', data: 'x' }, session, id),
    forceDisconnect: () => video.disconnectClient(session, id),
    getStream: () => video.getStreamInfo(session, id),
    listStreams: () => video.getStreamInfo(session),
    setStreamLayouts: () => video.setStreamClassLists(session, loose([])),
    muteStream: () => video.muteStream(session, id),
    muteSession: () => video.forceMuteAll(session, []),
    listArchives: () => video.searchArchives(loose({})),
    startArchive: () => video.startArchive(session, loose({})),
    getArchive: () => video.getArchive(id),
    deleteArchive: () => video.deleteArchive(id),
    selectArchiveStreams: () => video.addArchiveStream(id, id, true, true),
    stopArchive: () => video.stopArchive(id),
    setArchiveLayout: () => video.updateArchiveLayout(id, loose({ type: 'pip' })),
    dial: () => video.initiateSIPCall(session, loose({ token: 'token', sip: { uri: 'sip:user@example.com' } })),
    playDtmf: () => video.playDTMF(session, '1'),
    playDtmfToConnection: () => video.playDTMF(session, '1', id),
    listBroadcasts: () => video.searchBroadcasts(loose({})),
    startBroadcast: () => video.startBroadcast(session, loose({ outputs: { hls: {} } })),
    getBroadcast: () => video.getBroadcast(id),
    stopBroadcast: () => video.stopBroadcast(id),
    selectBroadcastStreams: () => video.addStreamToBroadcast(id, id),
    startCaptions: () => video.enableCaptions(session, 'token'),
    getCaptions: () => video.getCaptionStatus(id),
    stopCaptions: () => video.disableCaptions(id),
    connectAudio: () => video.connectToWebsocket(session, 'token', loose({ uri: 'wss://example.com/a' })),
    stopConnector: () => video.disconnectWebsocket(id),
    startRender: () => video.startExperienceComposerRender(session, 'token', loose({ url })),
    listRenders: () => video.listExperienceComposerRenders(loose({})),
    getRender: () => video.getExperienceComposerRender(id),
    stopRender: () => video.stopExperienceComposerRender(id),
  }
}

test('the Vonage SDK gives an error with the status and the body for each failure of its requests', async () => {
  const calls = ofVonage(new Video(new Auth({ applicationId, privateKey })))
  const told: unknown[] = []
  const failures = failuresOf(calls)
  for (const { id: failure, operation } of failures) {
    simulator.fail(failure)
    const error: unknown = await calls[operation]?.().catch((thrown: unknown) => thrown)
    const response: unknown = Reflect.get(Object(error), 'response')
    const body: unknown = response instanceof Response && !response.bodyUsed ? await response.json() : null
    told.push([failure, Reflect.get(Object(response), 'status'), Reflect.get(Object(body), 'code')])
  }
  expect(told).toEqual(failures.map(({ id: failure, status, code }) => [failure, status, code]))
  expect(simulator.armed).toEqual([])
})
