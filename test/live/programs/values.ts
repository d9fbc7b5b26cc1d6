import fc from 'fast-check'
import type { Json } from '../../conformance/recorded-case.ts'

type Values = fc.Arbitrary<Json>

/** One of some values, as they are. */
export const oneOf = (...values: readonly Json[]): Values => fc.constantFrom(...values)

export const completion = fc.oneof(
  { weight: 9, arbitrary: oneOf({ $cb: 1 }) },
  { weight: 1, arbitrary: oneOf({ $cb: 'throw' }) },
)

/** Values that no parameter is meant to take; each is taken by some. */
export const absurd: Values = oneOf(
  null,
  { $undefined: true },
  true,
  false,
  0,
  1,
  -1,
  1.5,
  { $nan: 1 },
  { $inf: 1 },
  '',
  ' ',
  'x',
  'unknown',
  '0',
  [],
  [null],
  ['x'],
  {},
  { id: 'x' },
  { $fn: 1 },
  { $str: { len: 300, char: 'a' } },
  { $newElement: 'div' },
  { $ref: 'session' },
  { $ref: 'OT' },
)

/** Mostly what is meant, now and then what is not. */
export const mostly = (meant: Values, absurdity = 1, of = 6): Values =>
  fc.oneof({ weight: of - absurdity, arbitrary: meant }, { weight: absurdity, arbitrary: absurd })

export const flags: Values = mostly(oneOf(true, false), 1, 4)
export const numbers = (...meant: readonly number[]): Values =>
  mostly(oneOf(...meant, 0, -1, 0.5, 1e9, { $nan: 1 }, { $inf: 1 }, '10'), 1, 5)

const streamIds = ['s1', 's2', 's3'] as const
const connectionIds = ['c1', 'c2', 'c3'] as const

/** Streams: the session's, those that went, ids, objects that have no more than an id, and the own one. */
export const streams: Values = mostly(
  fc.oneof(
    { weight: 4, arbitrary: oneOf({ $stream: 's1' }) },
    { weight: 1, arbitrary: oneOf(...streamIds.map((id) => ({ $stream: id }))) },
    { weight: 1, arbitrary: oneOf(...streamIds.map((id) => ({ $seen: id }))) },
    { weight: 1, arbitrary: oneOf(...streamIds, 'nobody') },
    { weight: 1, arbitrary: oneOf(...streamIds.flatMap((id) => [{ id }, { streamId: id }, { id, streamId: id }])) },
    { weight: 1, arbitrary: oneOf({ $ref: 'publisher.stream' }, { $ref: 'publisher.streamId' }) },
  ),
  1,
  8,
)

export const connections: Values = mostly(
  fc.oneof(
    { weight: 4, arbitrary: oneOf({ $connection: 'c1' }) },
    { weight: 1, arbitrary: oneOf(...connectionIds.map((id) => ({ $connection: id }))) },
    { weight: 1, arbitrary: oneOf(...connectionIds.map((id) => ({ $seen: id }))) },
    { weight: 1, arbitrary: oneOf(...connectionIds, 'nobody') },
    {
      weight: 1,
      arbitrary: oneOf(...connectionIds.flatMap((id) => [{ id }, { connectionId: id }, { id, connectionId: id }])),
    },
    { weight: 2, arbitrary: oneOf({ $ref: 'session.connection' }, { $ref: 'session.connection.connectionId' }) },
  ),
  1,
  8,
)

export const targets: Values = fc.oneof(
  { weight: 6, arbitrary: oneOf('target', 'sub-target', { $el: 'target' }, { $el: 'sub-target' }) },
  { weight: 2, arbitrary: oneOf({ $undefined: true }, null) },
  { weight: 1, arbitrary: oneOf('missing', { $newElement: 'div' }, { $el: 'missing' }) },
  { weight: 1, arbitrary: absurd },
)

/** An object that has some of some keys, each with a value of its own. */
export const options = (keys: Readonly<Record<string, Values>>): Values =>
  fc
    .uniqueArray(fc.constantFrom(...Object.keys(keys)), { maxLength: 3 })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((key) => [key, keys[key] ?? absurd]))))

const sizes = oneOf(100, '200px', '50%', 'wide', 0, -5, null)

export const widgetOptions = {
  fitMode: mostly(oneOf('cover', 'contain')),
  insertDefaultUI: flags,
  insertMode: mostly(oneOf('replace', 'after', 'before', 'append')),
  showControls: flags,
  width: sizes,
  height: sizes,
}

const sources = oneOf(null, false, true, '', 'unknown-device', { $track: 'video' }, { $track: 'audio' }, 'screen')

export const publisherOptions: Values = mostly(
  options({
    ...widgetOptions,
    audioSource: sources,
    videoSource: sources,
    publishAudio: flags,
    publishVideo: flags,
    publishCaptions: flags,
    name: mostly(oneOf('Ann', '', { $str: { len: 1001, char: 'n' } })),
    initials: mostly(oneOf('AB', '', 'ABCDEFGHIJK')),
    mirror: flags,
    resolution: mostly(oneOf('1280x720', '640x480', '320x240', '10x10')),
    frameRate: numbers(30, 15, 7, 1),
    audioBitrate: numbers(6000, 40_000, 510_000),
    style: mostly(oneOf({ nameDisplayMode: 'on' }, { buttonDisplayMode: 'off' }, { nameDisplayMode: 'x' })),
    audioFallback: mostly(oneOf({ publisher: true }, { subscriber: false }, {})),
    maxResolution: mostly(oneOf({ width: 640, height: 480 }, { width: 'x' })),
    enableDtx: flags,
    disableAudioProcessing: flags,
    videoContentHint: mostly(oneOf('text', 'detail', 'motion', '', 'x')),
    preferredVideoCodecs: mostly(oneOf('automatic', ['vp8'], ['vp9', 'h264'], ['x'], [])),
    videoFilter: mostly(oneOf({ type: 'backgroundBlur' }, { type: 'x' })),
    audioFilter: mostly(oneOf({ type: 'advancedNoiseSuppression' }, { type: 'x' })),
    facingMode: mostly(oneOf('user', 'environment')),
    scalableVideo: flags,
  }),
  1,
  8,
)

export const subscriberOptions: Values = mostly(
  options({
    ...widgetOptions,
    audioVolume: numbers(0, 50, 100),
    subscribeToAudio: flags,
    subscribeToVideo: flags,
    subscribeToCaptions: flags,
    preferredFrameRate: numbers(30, 7, 1),
    preferredResolution: mostly(oneOf({ width: 320, height: 240 }, 'auto', {})),
    style: mostly(oneOf({ nameDisplayMode: 'on' }, { audioLevelDisplayMode: 'off' })),
    testNetwork: flags,
    fitMode: mostly(oneOf('cover', 'contain')),
  }),
  1,
  8,
)

export const signals: Values = fc.oneof(
  {
    weight: 7,
    arbitrary: options({
      type: fc.oneof(
        oneOf('chat', '', 'a b', 'a.b', 'ä', 5, null, {}, { $str: { len: 128, char: 't' } }),
        oneOf({ $str: { len: 129, char: 't' } }, { $str: { len: 65, char: 'ä' } }),
      ),
      data: fc.oneof(
        oneOf('hello', '', 0, 5, null, false, { a: 1 }, [1, 2], { $undefined: true }, { $fn: 1 }),
        oneOf(
          { $str: { len: 8192, char: 'd' } },
          { $str: { len: 8193, char: 'd' } },
          { $str: { len: 4097, char: 'ä' } },
        ),
      ),
      to: connections,
      retryAfterReconnect: flags,
    }),
  },
  { weight: 1, arbitrary: absurd },
)

export const styleNames = mostly(
  oneOf(
    'nameDisplayMode',
    'buttonDisplayMode',
    'audioLevelDisplayMode',
    'backgroundImageURI',
    'videoDisabledDisplayMode',
    'bugDisplayMode',
  ),
)
export const styleValues = mostly(oneOf('on', 'off', 'auto', 'mini', 'never', 'data:image/png;base64,AAAA'))
