import * as v from 'valibot'
import {
  bag,
  byOwnKey,
  duration,
  figure,
  flag,
  list,
  neitherWordNorKey,
  noneOfTheKeys,
  oneOf,
  shapes,
  text,
  wrongKind,
} from '../sentences.ts'
import type { MediaChange, QualityChange } from '../verbs/actions.ts'
import {
  cpuStates,
  fallbackStages,
  limitations,
  mediaPaths,
  mediaSteps,
  mediaVerbs,
  networkConditions,
  networkReasons,
  networkSources,
  qualityVerbs,
} from '../verbs/actions.ts'

const often = (): v.GenericSchema<number> => figure('how many times', 1, 1_000_000, true)
const yes = (): v.GenericSchema<true> => v.literal(true, wrongKind)
const side = (): v.GenericSchema => oneOf('side', ['publisher', 'subscriber'])
const track = (): v.GenericSchema => oneOf('kind of track', ['audio', 'video', 'all'])
const path = (): v.GenericSchema => oneOf('state of a path', mediaPaths)

const ofSide = { of: v.exactOptional(side()) }
const ofStream = { stream: v.exactOptional(text()) }
const whose = { ...ofSide, ...ofStream }

const elements = bag({
  error: v.exactOptional(figure('the code of a MediaError', 1, 4, true)),
  ended: v.exactOptional(flag()),
  neverLoads: v.exactOptional(flag()),
  bindThrows: v.exactOptional(text()),
  blocksSound: v.exactOptional(flag()),
  playRejects: v.exactOptional(text()),
  evenMuted: v.exactOptional(flag()),
})

const name = shapes<true | string>({ yes: yes(), text: text() }, (input) => (input === true ? 'yes' : 'text'), text())

/** What goes with each verb of the media path. */
const mediaShapes: Readonly<Record<(typeof mediaVerbs)[number], v.GenericSchema>> = {
  fail: bag({
    fail: oneOf('step of a connection', mediaSteps),
    how: v.exactOptional(oneOf('way to go wrong', ['rejects', 'throws', 'hangs'])),
    error: v.exactOptional(text()),
    after: v.exactOptional(figure('how many calls still work', 0, 1_000_000, true)),
    times: v.exactOptional(often()),
    ...whose,
  }),
  planPath: bag({ planPath: list(path()), times: v.exactOptional(often()), ...whose }),
  path: bag({ path: path(), ...whose }),
  renegotiate: bag({ renegotiate: yes(), ...whose }),
  closeConnections: bag({ closeConnections: yes(), ...whose }),
  decryption: bag({ decryption: oneOf('outcome of decryption', ['mismatch', 'ok']), ...ofStream }),
  arrangeElements: bag({ arrangeElements: elements, ...ofSide }),
  failElements: bag({ failElements: figure('the code of a MediaError', 1, 4, true), ...whose }),
  endElements: bag({ endElements: yes(), ...whose }),
  blockSound: bag({ blockSound: yes(), ...ofStream }),
  refuseSound: bag({ refuseSound: name, ...ofStream }),
  allowSound: bag({ allowSound: yes(), ...ofStream }),
  endTracks: bag({ endTracks: track(), ...whose }),
  muteTracks: bag({ muteTracks: track(), ...whose }),
}

/** What happens to media on its way: `mend`, or one of the verbs of `simulator.media`. */
export const mediaChange: v.GenericSchema<unknown, MediaChange> = shapes<MediaChange>(
  { ...mediaShapes, word: oneOf('change of the media path', ['mend']) },
  (input) => (input === 'mend' ? 'word' : byOwnKey(mediaVerbs)(input)),
  neitherWordNorKey('change of the media path', ['mend'], mediaVerbs),
)

const sides = (): v.GenericSchema =>
  bag({ width: figure('a width in pixels', 1, 100_000), height: figure('a height in pixels', 1, 100_000) })

const score = (): v.GenericSchema<number> => figure('a score', 1, 5)

const span = shapes<true | number | string>(
  { yes: yes(), time: duration() },
  (input) => (input === true ? 'yes' : 'time'),
  duration(),
)

const size = shapes<object | null>(
  { none: v.null(), sides: sides() },
  (input) => (input === null ? 'none' : 'sides'),
  sides(),
)

const qualityShapes: Readonly<Record<(typeof qualityVerbs)[number], v.GenericSchema>> = {
  network: bag({
    network: oneOf('condition of a network', networkConditions),
    reason: v.exactOptional(oneOf('reason for the condition of a network', networkReasons)),
    source: v.exactOptional(oneOf('source of a degradation', networkSources)),
    ...whose,
  }),
  score: bag({ score: bag({ audio: v.exactOptional(score()), video: v.exactOptional(score()) }), ...ofStream }),
  limit: bag({ limit: oneOf('limitation', limitations), ...ofStream }),
  codec: bag({ codec: text(), ...whose }),
  resolution: bag({ resolution: size, ...whose }),
  interrupt: bag({ interrupt: span, ...ofStream }),
  fallBack: bag({ fallBack: oneOf('stage of the fallback to sound', fallbackStages), ...ofStream }),
  resizePicture: bag({ resizePicture: sides(), ...ofStream }),
  cpu: bag({ cpu: oneOf('state of a computer', cpuStates) }),
}

/** How well media is carried: one of the verbs of `simulator.media.quality`. */
export const qualityChange: v.GenericSchema<unknown, QualityChange> = shapes<QualityChange>(
  qualityShapes,
  byOwnKey(qualityVerbs),
  noneOfTheKeys('change of the quality', qualityVerbs),
)
