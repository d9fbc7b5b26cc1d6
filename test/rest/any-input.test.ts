import fc from 'fast-check'
import { expect, test } from 'vitest'
import { restFailureList } from '../../src/contract/rest/failures.ts'
import { type RestOperation, restOperationRows } from '../../src/contract/rest/operations.ts'
import { errorShape } from './cause.ts'
import { type Called, called } from './service-caller.ts'

const operations = Object.keys(restOperationRows) as RestOperation[]

const statusesOf = (operation: RestOperation): readonly number[] => [
  ...restOperationRows[operation].statuses,
  ...restFailureList.filter((row) => row.operation === operation).map(({ status }) => status),
]

const odd = [
  '',
  ' ',
  'constructor',
  '__proto__',
  'toString',
  '\u0000',
  'ä',
  '-1',
  '99999999999999999999',
  'a/../b',
  '%2F',
]
const values = fc.oneof(
  fc.constantFrom<unknown>(...odd, null, true, false, 0, -1, 1.5, 1e9, [], {}, [null], [{}], ['x'], { type: null }),
  fc.constantFrom<unknown>('auto', 'manual', 'composed', 'individual', 'enabled', 'always', 'pip', 'bestFit', 'custom'),
  fc.constantFrom<unknown>(
    'https://example.com/board',
    'ftp://example.com',
    'sip:',
    'sip:x@y.z',
    'wss://x.y',
    'http://',
  ),
  fc.constantFrom<unknown>(
    { type: 'pip' },
    { type: 'custom' },
    { hls: {} },
    { rtmp: [{}] },
    { uri: 'sip:a@b.c' },
    { uri: 'wss://a.b' },
  ),
)
/** The properties that each request reads. */
const fieldsOf: Readonly<Partial<Record<RestOperation, readonly string[]>>> = {
  createSession: ['archiveMode', 'archiveName', 'archiveResolution', 'p2p.preference', 'e2ee', 'location'],
  signalSession: ['type', 'data'],
  signalConnection: ['type', 'data'],
  setStreamLayouts: ['items'],
  muteSession: ['active', 'excludedStreamIds'],
  startArchive: [
    ...['sessionId', 'name', 'outputMode', 'streamMode', 'resolution', 'layout', 'maxBitrate', 'multiArchiveTag'],
    ...['hasAudio', 'hasVideo', 'hasTranscription', 'transcriptionProperties', 'quantizationParameter'],
  ],
  selectArchiveStreams: ['addStream', 'removeStream', 'hasAudio', 'hasVideo'],
  setArchiveLayout: ['type', 'stylesheet', 'screenshareType'],
  dial: ['sessionId', 'token', 'sip'],
  playDtmf: ['digits'],
  playDtmfToConnection: ['digits'],
  startBroadcast: [
    ...['sessionId', 'outputs', 'maxDuration', 'maxBitrate', 'resolution', 'layout', 'streamMode', 'multiBroadcastTag'],
    ...['hasAudio', 'hasVideo'],
  ],
  setBroadcastLayout: ['type', 'stylesheet', 'screenshareType'],
  selectBroadcastStreams: ['addStream', 'removeStream', 'hasAudio', 'hasVideo'],
  startCaptions: ['sessionId', 'token', 'languageCode', 'maxDuration', 'partialCaptions', 'statusCallbackUrl'],
  connectAudio: ['sessionId', 'token', 'websocket'],
  startRender: ['sessionId', 'token', 'url', 'maxDuration', 'resolution', 'properties', 'statusCallbackUrl'],
  registerCallback: ['group', 'event', 'url'],
}
const kept = Symbol('the value that fits')
const entries = (operation: RestOperation) =>
  fc.array(fc.tuple(fc.constantFrom(...(fieldsOf[operation] ?? ['x'])), fc.oneof(fc.constant(kept), values)), {
    maxLength: 4,
  })
const request = fc.constantFrom(...operations).chain((operation) =>
  fc.record({
    operation: fc.constant(operation),
    entries: entries(operation),
    raw: fc.option(fc.constantFrom('{', '[]', '""', 'null', ''), { freq: 8 }),
    params: fc.dictionary(
      fc.constantFrom('session', 'stream', 'connection', 'archive', 'broadcast', 'render', 'project'),
      fc.constantFrom(...odd.slice(2)),
      { maxKeys: 1 },
    ),
    query: fc.dictionary(fc.constantFrom('count', 'offset', 'sessionId'), fc.constantFrom(...odd, '3')),
    isIntact: fc.boolean(),
  }),
)

const fitting = (call: Called): Readonly<Record<string, unknown>> => ({
  ...{ sessionId: call.sessionId, token: call.token, data: 'x', digits: '1', active: true, addStream: call.streamId },
  ...{
    url: 'https://example.com/board',
    outputs: { hls: {} },
    sip: { uri: 'sip:a@b.c' },
    websocket: { uri: 'wss://a.b' },
  },
  ...{ group: 'archive', event: 'status', type: 'pip', items: [], streamMode: 'manual' },
})

test('whatever is sent is answered with a status of that request, and a refusal changes nothing', async () => {
  const call = await called()
  const facts = (): number => call.simulator.journal.find({ kind: 'fact' }).length
  await fc.assert(
    fc.asyncProperty(request, async ({ operation, entries, raw, params, query, isIntact }) => {
      const usual = fitting(call)
      const given = entries.map(([field, value]): [string, unknown] => [field, value === kept ? usual[field] : value])
      const fields = {
        ...(isIntact ? usual : { sessionId: call.sessionId, token: call.token }),
        ...Object.fromEntries(given),
      }
      const before = facts()
      const answer = await call.ask(operation, { params: isIntact ? {} : params, query, body: raw ?? fields })
      const known = [...statusesOf(operation), ...(params['project'] === undefined ? [] : [403]), 404]
      expect(known).toContain(answer.status)
      if (answer.status < 400) return void (await call.simulator.settled())
      expect(answer.json).toMatchObject(errorShape)
      expect(facts()).toBe(before)
    }),
    { numRuns: Number(process.env['RUNS'] ?? 100), seed: Number(process.env['SEED'] ?? 1), endOnFailure: true },
  )
})
