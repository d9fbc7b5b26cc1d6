import type { StageMedia, StageWhose } from '../stage.ts'
import { type MediaChange, mediaVerbs } from './actions.ts'

type With<Key extends string> = Extract<MediaChange, Readonly<Record<Key, unknown>>>
type MediaVerb = (typeof mediaVerbs)[number]
type MediaActs = {
  readonly [Verb in MediaVerb]: (media: StageMedia, change: With<Verb>, whose: StageWhose) => void
}

// Tracks end on the side that sends, unless somebody says whose.
const sending = (whose: StageWhose): StageWhose => (whose.stream === undefined ? { of: 'publisher', ...whose } : whose)

const mediaActs: MediaActs = {
  fail: (media, { fail, stream: _stream, ...options }, whose) => media.fail(fail, { ...options, ...whose }),
  planPath: (media, { planPath, stream: _stream, ...options }, whose) =>
    media.planPath(planPath, { ...options, ...whose }),
  path: (media, { path }, whose) => media.path(path, whose),
  renegotiate: (media, _change, whose) => media.renegotiate(whose),
  closeConnections: (media, _change, whose) => media.closeConnections(whose),
  decryption: (media, { decryption }, whose) => media.decryption(decryption, whose),
  arrangeElements: (media, { arrangeElements }, whose) => media.arrangeElements({ ...arrangeElements, ...whose }),
  failElements: (media, { failElements }, whose) => media.failElements(failElements, whose),
  endElements: (media, _change, whose) => media.endElements(whose),
  blockSound: (media, _change, whose) => media.blockSound(whose),
  refuseSound: (media, { refuseSound }, whose) =>
    media.refuseSound(refuseSound === true ? undefined : refuseSound, whose),
  allowSound: (media, _change, whose) => media.allowSound(whose),
  endTracks: (media, { endTracks }, whose) => media.endTracks(endTracks, sending(whose)),
  muteTracks: (media, { muteTracks }, whose) => media.muteTracks(muteTracks, sending(whose)),
}

/** Lets something happen to media on its way; `whose`: the streams by their ids. */
export function changeMedia(media: StageMedia, change: Exclude<MediaChange, string>, whose: StageWhose): void {
  const verb = mediaVerbs.find((one) => Object.hasOwn(change, one))
  if (verb === undefined) return
  const act: (media: StageMedia, change: never, whose: StageWhose) => void = mediaActs[verb]
  act(media, change as never, whose)
}
