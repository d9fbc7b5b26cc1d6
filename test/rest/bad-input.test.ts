import { describe, expect, test } from 'vitest'
import type { RestOperation } from '../../src/contract/rest/operations.ts'
import { createRest } from '../../src/entry/rest.ts'
import { createSimulator } from '../../src/simulator.ts'
import {
  archived,
  archiveShape,
  broadcast,
  errorShape,
  hls,
  inSession,
  ofArchive,
  ofBroadcast,
  stranger,
  withToken,
} from './cause.ts'
import { type Asking, bearer, type Called, called } from './service-caller.ts'

type Row = readonly [
  operation: RestOperation,
  what: string,
  asking: (call: Called) => Asking | Promise<Asking>,
  status: number,
]

const target = { serverUrl: 'rtmp://example.com/live', streamName: 'monday' }
const rtmp = (more: object) => inSession({ outputs: { rtmp: [{ ...target, ...more }] } })
const body = (value: unknown) => (): Asking => ({ body: value })
const sip = (uri: unknown) => withToken({ sip: { uri } })
const board = 'https://example.com/board'
/** Another session of the same project, in which somebody publishes. */
const elsewhere = async ({ simulator }: Called): Promise<{ stream: string; connection: string }> => {
  const bob = simulator.room(simulator.credentials({ session: 'elsewhere' }).sessionId).join({ name: 'bob' })
  const stream = bob.publish()
  await simulator.settled()
  return { stream, connection: bob.connectionId }
}

const rows: readonly Row[] = [
  ['createSession', 'a location that is no address', body({ location: 'here~there' }), 400],
  ['createSession', 'an encryption that is neither', body({ e2ee: 'yes' }), 400],
  ['registerCallback', 'a group that every object has', body({ group: 'constructor', event: 'name', url: board }), 400],
  ['registerCallback', 'an event of another group', body({ group: 'archive', event: 'created', url: board }), 400],
  [
    'registerCallback',
    'an address of another kind',
    body({ group: 'archive', event: 'status', url: 'ftp://a.b' }),
    400,
  ],
  ['startCaptions', 'a callback address that is none', withToken({ statusCallbackUrl: 'my.example' }), 400],
  ['startRender', 'a callback address that is none', withToken({ url: board, statusCallbackUrl: 'my.example' }), 400],
  ['startRender', 'a URL that is none', withToken({ url: 'http://' }), 400],
  ['startRender', 'a URL of another kind', withToken({ url: 'ftp://example.com/board' }), 400],
  ['startRender', 'a URL that is too long', withToken({ url: `${board}?${'x'.repeat(2048)}` }), 400],
  ['startArchive', 'an unknown layout', inSession({ layout: { type: 'heap' } }), 400],
  [
    'startArchive',
    'an unknown layout for shared screens',
    inSession({ layout: { type: 'bestFit', screenshareType: 'heap' } }),
    400,
  ],
  [
    'startArchive',
    'a layout for shared screens beside another than bestFit',
    inSession({ layout: { type: 'pip', screenshareType: 'pip' } }),
    400,
  ],
  [
    'setArchiveLayout',
    'an unknown layout for shared screens',
    ofArchive({ type: 'bestFit', screenshareType: 'custom' }),
    400,
  ],
  [
    'setBroadcastLayout',
    'a style sheet for another layout than custom',
    ofBroadcast({ type: 'pip', stylesheet: 'a {}' }),
    400,
  ],
  ['startBroadcast', 'no outputs', inSession(), 400],
  ['startBroadcast', 'outputs without any', inSession({ outputs: {} }), 400],
  ['startBroadcast', 'a target without an address', rtmp({ serverUrl: undefined }), 400],
  ['startBroadcast', 'a target without a stream name', rtmp({ streamName: '' }), 400],
  ['startBroadcast', 'a target of another kind', rtmp({ serverUrl: 'https://example.com' }), 400],
  [
    'startBroadcast',
    'low latency with a rewinder',
    inSession({ outputs: { hls: { lowLatency: true, dvr: true } } }),
    400,
  ],
  ['startBroadcast', 'an HLS setting that is no flag', inSession({ outputs: { hls: { lowLatency: 'yes' } } }), 400],
  ['startBroadcast', 'an impossible bit rate', inSession({ ...hls, maxBitrate: 1 }), 400],
  ['startBroadcast', 'neither sound nor pictures', inSession({ ...hls, hasAudio: false, hasVideo: false }), 400],
  ['startBroadcast', 'a negative duration', inSession({ ...hls, maxDuration: -60 }), 400],
  [
    'selectArchiveStreams',
    'a flag that is none',
    async (call) => ofArchive({ addStream: call.streamId, hasAudio: 'no' }, { streamMode: 'manual' })(call),
    400,
  ],
  [
    'selectArchiveStreams',
    'one stream more and one less',
    async (call) =>
      ofArchive({ addStream: call.streamId, removeStream: call.streamId }, { streamMode: 'manual' })(call),
    400,
  ],
  [
    'selectArchiveStreams',
    'a stream of another session',
    async (call) => ofArchive({ addStream: (await elsewhere(call)).stream }, { streamMode: 'manual' })(call),
    404,
  ],
  [
    'selectBroadcastStreams',
    'a stream that was never chosen',
    async (call) => ofBroadcast({ removeStream: call.streamId }, { streamMode: 'manual' })(call),
    404,
  ],
  [
    'muteStream',
    'a stream of another session',
    async (call) => ({ params: { stream: (await elsewhere(call)).stream } }),
    404,
  ],
  [
    'forceDisconnect',
    'a connection of another session',
    async (call) => ({ params: { connection: (await elsewhere(call)).connection } }),
    404,
  ],
  [
    'signalConnection',
    'a connection of another session',
    async (call) => ({ params: { connection: (await elsewhere(call)).connection }, body: { data: 'x' } }),
    404,
  ],
  [
    'playDtmfToConnection',
    'a connection of another session',
    async (call) => ({ params: { connection: (await elsewhere(call)).connection }, body: { digits: '1' } }),
    404,
  ],
  [
    'getStream',
    'a stream of another session',
    async (call) => ({ params: { stream: (await elsewhere(call)).stream } }),
    408,
  ],
  [
    'setStreamLayouts',
    'a stream of another session',
    async (call) => ({ body: { items: [{ id: (await elsewhere(call)).stream, layoutClassList: ['a'] }] } }),
    400,
  ],
  ['playDtmf', 'other characters', body({ digits: '12a' }), 400],
  ['playDtmf', 'digits of another script', body({ digits: '١٢' }), 400],
  ['playDtmf', 'a number', body({ digits: 12 }), 400],
  ['dial', 'a SIP URI without a name', sip('sip:'), 400],
  ['dial', 'a SIP URI that is no text', sip(5), 400],
  ['deleteArchive', 'an archive that runs', ofArchive(), 409],
  [
    'stopArchive',
    'an archive that was stopped',
    async (call) => {
      const asking = await ofArchive()(call)
      await call.ask('stopArchive', asking)
      return asking
    },
    409,
  ],
  [
    'stopBroadcast',
    'a broadcast that was stopped',
    async (call) => {
      const asking = await ofBroadcast()(call)
      await call.ask('stopBroadcast', asking)
      return asking
    },
    404,
  ],
  ['stopArchive', 'a broadcast', async (call) => ({ params: { archive: await broadcast()(call) } }), 404],
  [
    'startArchive',
    'a media type that only begins so',
    async (call) => ({ ...inSession()(call), headers: { 'content-type': 'application/jsonp' } }),
    400,
  ],
  [
    'createSession',
    'a media type that only begins so',
    () => ({ body: { e2ee: 'false' }, headers: { 'content-type': 'application/x-www-form-urlencoded-2' } }),
    400,
  ],
]

const factsOf = ({ simulator }: Called): readonly unknown[] => simulator.journal.find({ kind: 'fact' })

describe('is refused as the contract says, and changes nothing', () => {
  test.each(rows)('%s: %s', async (operation, _what, asking, status) => {
    const call = await called()
    const given = await asking(call)
    const before = factsOf(call)
    const answer = await call.ask(operation, given)
    expect(factsOf(call)).toEqual(before)
    const codes = operation === 'startRender' ? expect.any(Number) : status
    expect(answer).toMatchObject({ status, json: { ...errorShape, code: codes } })
  })
})

describe('what another project has made', () => {
  const made: readonly (readonly [RestOperation, name: string, make: (call: Called) => Promise<string>])[] = [
    ...(['getArchive', 'stopArchive', 'deleteArchive'] as const).map((one) => [one, 'archive', archived()] as const),
    ...(['getBroadcast', 'stopBroadcast'] as const).map((one) => [one, 'broadcast', broadcast()] as const),
    [
      'stopConnector',
      'connector',
      async (call) => (await call.ask('connectAudio', withToken({ websocket: { uri: 'wss://a.b' } })(call))).json.id,
    ],
    ['stopCaptions', 'captions', async (call) => (await call.ask('startCaptions', withToken()(call))).json.captionsId],
    ['getCaptions', 'captions', async (call) => (await call.ask('startCaptions', withToken()(call))).json.captionsId],
    ['stopRender', 'render', async (call) => (await call.ask('startRender', withToken({ url: board })(call))).json.id],
    [
      'unregisterCallback',
      'callback',
      async (call) =>
        (await call.ask('registerCallback', { body: { group: 'archive', event: 'status', url: board } })).json.id,
    ],
  ]

  test.each(made)('%s: is unknown to this one', async (operation, name, make) => {
    const call = await called()
    const id = await make(call)
    const before = factsOf(call)
    const headers = { authorization: `Bearer ${bearer({ application_id: stranger })}` }
    const answer = await call.ask(operation, { params: { project: stranger, [name]: id }, headers })
    expect(answer).toMatchObject({ status: 404, json: errorShape })
    expect(factsOf(call)).toEqual(before)
  })
})

describe('a page of a list', () => {
  test.each([
    [{}, 3],
    [{ count: '2' }, 2],
    [{ count: '0' }, 0],
    [{ offset: '2' }, 1],
    [{ offset: '99999999999999999999' }, 0],
    [{ count: '99999999999999999999' }, 3],
    [{ count: '-1' }, 3],
    [{ count: '' }, 3],
    [{ count: 'many', offset: '-5' }, 3],
    [{ offset: '1.5' }, 3],
    [{ sessionId: stranger }, 0],
  ])('%j has %i of three, the newest first', async (query, length) => {
    const call = await called()
    const ids = [
      await archived({ multiArchiveTag: 'a' })(call),
      await archived({ multiArchiveTag: 'b' })(call),
      await archived({ multiArchiveTag: 'c' })(call),
    ]
    const { json } = await call.ask('listArchives', { query })
    expect(json.items).toHaveLength(length)
    if (length === 3) expect(json.items.map(({ id }: { id: string }) => id)).toEqual(ids.reverse())
    expect(json.count).toBe('sessionId' in query ? 0 : 3)
  })
})

test.each(['Application/JSON', 'application/json; charset=utf-8', 'application/json ;charset=utf-8'])(
  'the media type may be written %s',
  async (type) => {
    const call = await called()
    const answer = await call.ask('startArchive', { ...inSession()(call), headers: { 'content-type': type } })
    expect(answer).toMatchObject({ status: 200, json: archiveShape })
  },
)

test('an address that nothing can be posted to counts as one that does not answer', async () => {
  const simulator = createSimulator()
  createRest(simulator, { webhooks: { session: 'http://my.example:1/' } })
  simulator.room().join()
  await simulator.settled()
  expect(simulator.journal.find({ what: 'rest.webhook' })).toMatchObject([{}, {}])
})
