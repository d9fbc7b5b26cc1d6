import { durationOf } from '../../kernel/time/clock.ts'
import type { StageQuality, StageWhose } from '../stage.ts'
import { type QualityChange, qualityVerbs } from './actions.ts'

type With<Key extends string> = Extract<QualityChange, Readonly<Record<Key, unknown>>>

type QualityActs = {
  readonly [Verb in (typeof qualityVerbs)[number]]: (
    quality: StageQuality,
    change: With<Verb>,
    whose: StageWhose,
  ) => void
}

const qualityActs: QualityActs = {
  network: (quality, { network, stream: _stream, ...options }, whose) =>
    quality.network(network, { ...options, ...whose }),
  score: (quality, { score }, whose) => quality.score(score, whose),
  limit: (quality, { limit }, whose) => quality.limit(limit, whose),
  codec: (quality, { codec }, whose) => quality.codec(codec, whose),
  resolution: (quality, { resolution }, whose) => quality.resolution(resolution, whose),
  interrupt: (quality, { interrupt }, whose) =>
    quality.interrupt(interrupt === true ? undefined : durationOf(interrupt), whose),
  fallBack: (quality, { fallBack }, whose) => quality.fallBack(fallBack, whose),
  resizePicture: (quality, { resizePicture }, whose) => quality.resizePicture(resizePicture, whose),
  cpu: (quality, { cpu }) => quality.cpu(cpu),
}

/** Lets media be carried better or worse; `whose`: the streams by their ids. */
export function changeQuality(quality: StageQuality, change: QualityChange, whose: StageWhose): void {
  const verb = qualityVerbs.find((one) => Object.hasOwn(change, one))
  if (verb === undefined) return
  const act: (quality: StageQuality, change: never, whose: StageWhose) => void = qualityActs[verb]
  act(quality, change as never, whose)
}
