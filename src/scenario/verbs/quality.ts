import { durationOf } from '../../kernel/time/clock.ts'
import { duration, either, filled, nothing, optional, someBag, yes } from '../../vocabulary/shape.ts'
import {
  cpuState,
  type cpuStates,
  fallbackStage,
  type fallbackStages,
  limitation,
  type limitations,
  networkCondition,
  type networkConditions,
  networkReason,
  type networkReasons,
  networkSource,
  type networkSources,
  scoreKeys,
  size,
} from '../../vocabulary/words.ts'
import type { Duration } from '../values.ts'
import { type MediaWhose, ofStream, type StageWhose, whose, whoseIn } from './media.ts'
import { type Noun, nounOf, type Verbs } from './noun.ts'
import { streamHasToBe } from './story.ts'

interface Sides {
  readonly width: number
  readonly height: number
}

type OfStream = Pick<MediaWhose, 'stream'>
type Condition = (typeof networkConditions)[number]
type Limitation = (typeof limitations)[number]
type Stage = (typeof fallbackStages)[number]
type CpuState = (typeof cpuStates)[number]

interface NetworkWords {
  readonly reason?: (typeof networkReasons)[number]
  readonly source?: (typeof networkSources)[number]
}

interface Scores {
  readonly audio?: number
  readonly video?: number
}

interface QualityChanges {
  readonly network: { readonly network: Condition } & NetworkWords & MediaWhose
  readonly score: { readonly score: Scores } & OfStream
  readonly limit: { readonly limit: Limitation } & OfStream
  readonly codec: { readonly codec: string } & MediaWhose
  readonly resolution: { readonly resolution: Sides | null } & MediaWhose
  readonly interrupt: { readonly interrupt: true | Duration } & OfStream
  readonly fallBack: { readonly fallBack: Stage } & OfStream
  readonly resizePicture: { readonly resizePicture: Sides } & OfStream
  readonly cpu: { readonly cpu: CpuState }
}

/** How well media is carried, by the names of `simulator.media.quality`. */
export interface QualityAction {
  readonly quality: QualityChanges[keyof QualityChanges]
}

/** The part of the world that a scenario uses for the quality of media. */
export interface QualityStage {
  readonly quality: {
    network(condition: Condition, options: StageWhose & NetworkWords): void
    score(scores: Scores, target: Pick<StageWhose, 'stream'>): void
    limit(limitation: Limitation, target: Pick<StageWhose, 'stream'>): void
    codec(name: string, target: StageWhose): void
    resolution(size: Sides | null, target: StageWhose): void
    interrupt(ms: number | undefined, target: Pick<StageWhose, 'stream'>): void
    fallBack(stage: Stage, target: Pick<StageWhose, 'stream'>): void
    resizePicture(size: Sides, target: Pick<StageWhose, 'stream'>): void
    cpu(state: CpuState): void
  }
}

const consequences = streamHasToBe

const verbs: Verbs<QualityChanges, QualityStage> = {
  network: {
    schema: { network: networkCondition, reason: optional(networkReason), source: optional(networkSource), ...whose },
    act: ({ quality: target }, change, cast) => {
      const { network, stream: _stream, ...options } = change
      target.network(network, { ...options, ...whoseIn(change, cast) })
    },
    consequences,
  },
  score: {
    schema: { score: someBag(scoreKeys), ...ofStream },
    act: ({ quality: target }, change, cast) => target.score(change.score, whoseIn(change, cast)),
    consequences,
  },
  limit: {
    schema: { limit: limitation, ...ofStream },
    act: ({ quality: target }, change, cast) => target.limit(change.limit, whoseIn(change, cast)),
    consequences,
  },
  codec: {
    schema: { codec: filled, ...whose },
    act: ({ quality: target }, change, cast) => target.codec(change.codec, whoseIn(change, cast)),
    consequences,
  },
  resolution: {
    schema: { resolution: either(nothing, size), ...whose },
    act: ({ quality: target }, change, cast) => target.resolution(change.resolution, whoseIn(change, cast)),
    consequences,
  },
  interrupt: {
    schema: { interrupt: either(yes, duration), ...ofStream },
    problems: ({ interrupt }, path) =>
      interrupt === true || durationOf(interrupt) >= 1
        ? []
        : [{ path: `${path}.interrupt`, message: 'must be more than 0 ms. Give more.' }],
    act: ({ quality: target }, change, cast) => {
      const { interrupt } = change
      target.interrupt(interrupt === true ? undefined : durationOf(interrupt), whoseIn(change, cast))
    },
    consequences,
  },
  fallBack: {
    schema: { fallBack: fallbackStage, ...ofStream },
    act: ({ quality: target }, change, cast) => target.fallBack(change.fallBack, whoseIn(change, cast)),
    consequences,
  },
  resizePicture: {
    schema: { resizePicture: size, ...ofStream },
    act: ({ quality: target }, change, cast) => target.resizePicture(change.resizePicture, whoseIn(change, cast)),
    consequences,
  },
  cpu: { schema: { cpu: cpuState }, act: ({ quality: target }, { cpu }) => target.cpu(cpu) },
}

/** How well media is carried. */
export const quality: Noun<QualityAction, QualityStage> = nounOf<'quality', never, QualityChanges, QualityStage>({
  key: 'quality',
  what: 'change of the quality',
  words: {},
  verbs,
})
