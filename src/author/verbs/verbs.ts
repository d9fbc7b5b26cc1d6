import type { DeviceControls } from '../../dom/devices/device-controls.ts'
import type { EventSource, JournalEntry, JournalKind } from '../../kernel/journal/entry.ts'
import type { Journal } from '../../kernel/journal/journal.ts'
import type { Json, Network } from '../../transport/network.ts'
import { codeAnswers, servicePoint } from '../../vocabulary/answers.ts'
import { param, rest } from '../../vocabulary/check.ts'
import {
  bag,
  duration,
  either,
  filled,
  flag,
  nothing,
  optional,
  type Shape,
  someBag,
  someOf,
  text,
  thing,
  without,
  words,
} from '../../vocabulary/shape.ts'
import * as known from '../../vocabulary/words.ts'
import type { SimulatorClock } from '../clock.ts'
import type { MediaControls } from '../media.ts'
import type { QualityControls } from '../quality.ts'
import { crowdVerbs, holdVerbs, participantVerbs, roomVerbs } from './room-verbs.ts'
import { aFunction, later, reading, type VerbEntry, type Verbs, type VerbTable, verb } from './verb-table.ts'
import { circumstancesVerbs, simulatorVerbs } from './world-verbs.ts'

const anyObject: Shape<object> = thing(
  'an object, such as the navigator of a window',
  (value) => (typeof value === 'object' && value !== null && !Array.isArray(value)) || typeof value === 'function',
)
const anyBag: Shape<Readonly<Record<string, unknown>>> = thing(
  'an object',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)
const targetKeys = { of: optional(known.side), stream: optional(filled) } as const
const target = bag(targetKeys)
const streamTarget = bag({ stream: optional(filled) })
const json: Shape<Json> = { is: 'json' }
// The points say which statuses there are.
const aStatus: Shape<number | string> = thing(
  'a status: a number, or a word',
  (value) => typeof value === 'number' || typeof value === 'string',
)

const network = {
  goOffline: verb(),
  comeBack: verb(),
  setLatency: verb(param('least', known.latencyMs), param('most', optional(known.latencyMs))),
  drop: verb(param('code', optional(known.closeCode))),
  flap: verb(
    param(
      'options',
      optional(
        bag({
          times: optional(known.howOften),
          downMs: optional(known.waitMs),
          upMs: optional(known.waitMs),
        }),
      ),
    ),
  ),
  setSilent: verb(param('silent', flag)),
  setSocketMode: verb(rest('mode', either(known.socketWord, known.closeAfterOpen))),
  answer: verb(
    param('point', servicePoint),
    {
      ...param(
        'reply',
        bag({ status: aStatus, reason: optional(text), body: optional(json), delayMs: optional(known.pauseMs) }),
      ),
      kinds: { by: 'point', of: codeAnswers(optional(known.pauseMs)) },
    },
    param('options', optional(bag({ times: optional(known.howOften) }))),
  ),
} satisfies VerbTable<Network>

const permission = param('kind', known.permissionKind)
const device = param('name', known.pluggedDevice)

const devices = {
  deny: verb(permission),
  dismiss: verb(permission),
  neverAnswer: verb(permission),
  allow: verb(permission),
  forgetPermission: verb(permission),
  shareSound: verb(param('shares', flag)),
  occupy: verb(device),
  free: verb(device),
  unplug: verb(device, param('deviceId', optional(filled))),
  add: verb(device, param('options', optional(bag({ deviceId: optional(filled), label: optional(filled) })))),
  install: verb(param('navigator', optional(anyObject)), param('options', optional(bag({ keep: optional(flag) })))),
  uninstall: verb(),
  reset: verb(),
} satisfies VerbTable<DeviceControls>

const whoseMedia = param('target', optional(target))
const whoseStream = param('target', optional(streamTarget))
const tracks = param('kind', optional(known.trackKind))

const media = {
  fail: verb(param('step', known.mediaStep), {
    ...param(
      'options',
      optional(
        without(
          bag({
            ...targetKeys,
            how: optional(known.wayToFail),
            error: optional(filled),
            after: optional(known.stillWork),
            times: optional(known.howOften),
          }),
          known.hangingError,
        ),
      ),
    ),
    clashes: known.stepClashes('step'),
  }),
  planPath: verb(
    param('states', someOf(known.mediaPath)),
    param('options', optional(bag({ ...targetKeys, times: optional(known.howOften) }))),
  ),
  path: verb(param('state', known.mediaPath), whoseMedia),
  renegotiate: verb(whoseMedia),
  closeConnections: verb(whoseMedia),
  decryption: verb(param('outcome', known.decryptionOutcome), whoseStream),
  arrangeElements: verb(
    param(
      'plan',
      without(
        someBag({ of: optional(known.side), ...known.elementKeys }, Object.keys(known.elementKeys)),
        ...known.elementClashes,
      ),
    ),
  ),
  failElements: verb(param('code', known.mediaErrorCode), whoseMedia),
  endElements: verb(whoseMedia),
  blockSound: verb(whoseStream),
  refuseSound: verb(param('error', optional(filled)), whoseStream),
  allowSound: verb(whoseStream),
  speak: verb(param('options', optional(bag({ loudness: optional(known.loudness) })))),
  silence: verb(),
  endTracks: verb(tracks, whoseMedia),
  muteTracks: verb(tracks, whoseMedia),
  mend: verb(),
} satisfies VerbTable<MediaControls>

const quality = {
  network: verb(
    param('condition', known.networkCondition),
    param(
      'options',
      optional(bag({ ...targetKeys, reason: optional(known.networkReason), source: optional(known.networkSource) })),
    ),
  ),
  score: verb(param('scores', someBag(known.scoreKeys)), whoseStream),
  limit: verb(param('limitation', known.limitation), whoseStream),
  codec: verb(param('name', filled), whoseMedia),
  resolution: verb(param('size', either(known.size, nothing)), whoseMedia),
  interrupt: verb(param('ms', optional(known.waitMs)), whoseStream),
  fallBack: verb(param('stage', known.fallbackStage), whoseStream),
  resizePicture: verb(param('size', known.size), whoseStream),
  cpu: verb(param('state', known.cpuState)),
  reset: verb(),
} satisfies VerbTable<QualityControls>

const clock = {
  now: reading(),
  advance: later(param('time', duration)),
  runAll: later(),
  pending: reading(),
  after: verb(param('time', duration), param('what', filled), param('run', aFunction<() => void>())),
} satisfies VerbTable<SimulatorClock>

const kind: Shape<JournalKind> = words('kind of entry', [
  'call',
  'event',
  'error',
  'heard',
  'request',
  'reply',
  'fact',
  'fault',
  'control',
  'uncaught',
])

const anEntry: Shape<JournalEntry> = thing(
  'an entry of this journal',
  (value) => typeof value === 'object' && value !== null && 'detail' in value,
)
const aSource: Shape<EventSource> = thing(
  'the object that an event came from, and how many listened',
  (value) => typeof value === 'object' && value !== null && 'object' in value && 'listeners' in value,
)

const journal = {
  add: verb(
    param('kind', kind),
    param('who', filled),
    param('what', filled),
    param('detail', optional(anyBag)),
    param('source', optional(aSource)),
  ),
  watch: verb(param('watcher', aFunction<(entry: JournalEntry) => void>())),
  sourceOf: reading(param('entry', anEntry)),
  find: reading(param('query', bag({ kind: optional(kind), who: optional(filled), what: optional(filled) }))),
  toJSON: reading(param('key', optional(text))),
  toSequence: reading(
    param('options', optional(bag({ detail: optional(words('detail of a sequence', ['story', 'all'])) }))),
  ),
  reset: verb(),
} satisfies Omit<VerbTable<Journal>, 'toJSON'> & { readonly toJSON: VerbEntry }

/** A thing that has verbs: what stands before the dot in a verb's name. */
export type Noun =
  | 'simulator'
  | 'network'
  | 'devices'
  | 'media'
  | 'media.quality'
  | 'circumstances'
  | 'clock'
  | 'journal'
  | 'room'
  | 'participant'
  | 'crowd'
  | 'hold'

/** The verbs of the test author's API: their parameters, what these can be, and whether a verb only reads. */
export const verbTables: Readonly<Record<Noun, Verbs>> = {
  simulator: { ...simulatorVerbs },
  network,
  devices,
  media,
  'media.quality': quality,
  circumstances: circumstancesVerbs,
  clock,
  journal,
  room: roomVerbs,
  participant: participantVerbs,
  crowd: crowdVerbs,
  hold: holdVerbs,
}
