import type { IceState, PeerStep } from '../../contract/peer-path.ts'
import { either, filled, optional, someBag, someOf, without, yes } from '../../vocabulary/shape.ts'
import {
  decryptionOutcome,
  elementClashes,
  elementKeys,
  hangingError,
  howOften,
  loudness,
  mediaErrorCode,
  mediaPath,
  mediaStep,
  side,
  stepClashes,
  stillWork,
  trackKind,
  wayToFail,
} from '../../vocabulary/words.ts'
import type { Cast } from '../cast.ts'
import type { Keys } from '../schema/schema-of.ts'
import { type Noun, nounOf, type Verbs } from './noun.ts'
import { any, streamHasToBe } from './story.ts'

type Side = 'publisher' | 'subscriber'
type TrackKind = 'audio' | 'video' | 'all'

/** The media that is meant; a key that is left out does not matter. */
export interface MediaWhose {
  readonly of?: Side
  /** The name of a stream; `own`: the one that the application publishes. */
  readonly stream?: string
}

/** The media that is meant; `stream` is an id. */
export interface StageWhose {
  readonly of?: Side
  readonly stream?: string
}

type OfStream = Pick<StageWhose, 'stream'>

/** The trouble of media elements from the next media on. */
interface ElementWords {
  readonly error?: number
  readonly ended?: boolean
  readonly neverLoads?: boolean
  readonly bindThrows?: string
  readonly blocksSound?: boolean
  readonly playRejects?: string
  readonly evenMuted?: boolean
}

interface StepWords {
  readonly how?: 'rejects' | 'throws' | 'hangs'
  readonly error?: string
  readonly after?: number
  readonly times?: number
}

interface MediaChanges {
  readonly fail: { readonly fail: PeerStep } & StepWords & MediaWhose
  readonly planPath: { readonly planPath: readonly IceState[]; readonly times?: number } & MediaWhose
  readonly path: { readonly path: IceState } & MediaWhose
  readonly renegotiate: { readonly renegotiate: true } & MediaWhose
  readonly closeConnections: { readonly closeConnections: true } & MediaWhose
  readonly decryption: { readonly decryption: 'mismatch' | 'ok' } & OfStream
  readonly arrangeElements: { readonly arrangeElements: ElementWords; readonly of?: Side }
  readonly failElements: { readonly failElements: number } & MediaWhose
  readonly endElements: { readonly endElements: true } & MediaWhose
  readonly blockSound: { readonly blockSound: true } & OfStream
  readonly refuseSound: { readonly refuseSound: true | string } & OfStream
  readonly allowSound: { readonly allowSound: true } & OfStream
  /** The person at the microphone of the application's client speaks, this loud, or is silent again. */
  readonly speak: { readonly speak: true | number }
  readonly silence: { readonly silence: true }
  readonly endTracks: { readonly endTracks: TrackKind } & MediaWhose
  readonly muteTracks: { readonly muteTracks: TrackKind } & MediaWhose
}

/** Something that happens to media on its way, by the names of `simulator.media`. */
export interface MediaAction {
  readonly media: 'mend' | MediaChanges[keyof MediaChanges]
}

/** The part of the world that a scenario uses for the media path. */
export interface MediaStage {
  readonly media: {
    fail(step: PeerStep, options: StepWords & StageWhose): void
    planPath(states: readonly IceState[], options: StageWhose & { readonly times?: number }): void
    path(state: IceState, whose: StageWhose): void
    renegotiate(whose: StageWhose): void
    closeConnections(whose: StageWhose): void
    decryption(outcome: 'mismatch' | 'ok', whose: OfStream): void
    arrangeElements(plan: ElementWords & Pick<StageWhose, 'of'>): void
    failElements(code: number, whose: StageWhose): void
    endElements(whose: StageWhose): void
    blockSound(whose: OfStream): void
    refuseSound(error: string | undefined, whose: OfStream): void
    allowSound(whose: OfStream): void
    speak(options: { readonly loudness?: number }): void
    silence(): void
    endTracks(kind: TrackKind, whose: StageWhose): void
    muteTracks(kind: TrackKind, whose: StageWhose): void
    mend(): void
  }
}

const ofSide: Keys = { of: optional(side) }
export const ofStream: Keys = { stream: optional(filled) }
export const whose: Keys = { ...ofSide, ...ofStream }

/** The media that is meant, the stream by its id. */
export const whoseIn = ({ of, stream }: MediaWhose, cast: Cast): StageWhose => ({
  ...(of === undefined ? {} : { of }),
  ...(stream === undefined ? {} : { stream: cast.stream(stream).id }),
})

// Tracks end on the side that sends, unless somebody says whose.
const sending = (target: StageWhose): StageWhose =>
  target.stream === undefined ? { of: 'publisher', ...target } : target

const consequences = streamHasToBe
const microphone = 'microphone'

const verbs: Verbs<MediaChanges, MediaStage> = {
  fail: {
    schema: {
      fail: mediaStep,
      how: optional(wayToFail),
      error: optional(filled),
      after: optional(stillWork),
      times: optional(howOften),
      ...whose,
    },
    clashes: [hangingError, ...stepClashes('fail')],
    act: ({ media: target }, change, cast) => {
      const { fail, stream: _stream, ...options } = change
      target.fail(fail, { ...options, ...whoseIn(change, cast) })
    },
    consequences,
  },
  planPath: {
    schema: { planPath: someOf(mediaPath), times: optional(howOften), ...whose },
    act: ({ media: target }, change, cast) => {
      const { planPath, stream: _stream, ...options } = change
      target.planPath(planPath, { ...options, ...whoseIn(change, cast) })
    },
    consequences,
  },
  path: {
    schema: { path: mediaPath, ...whose },
    act: ({ media: target }, change, cast) => target.path(change.path, whoseIn(change, cast)),
    consequences,
  },
  renegotiate: {
    schema: { renegotiate: yes, ...whose },
    act: ({ media: target }, change, cast) => target.renegotiate(whoseIn(change, cast)),
    consequences,
  },
  closeConnections: {
    schema: { closeConnections: yes, ...whose },
    act: ({ media: target }, change, cast) => target.closeConnections(whoseIn(change, cast)),
    consequences,
  },
  decryption: {
    schema: { decryption: decryptionOutcome, ...ofStream },
    act: ({ media: target }, change, cast) => target.decryption(change.decryption, whoseIn(change, cast)),
    consequences,
  },
  arrangeElements: {
    schema: { arrangeElements: without(someBag(elementKeys), ...elementClashes), ...ofSide },
    problems: ({ arrangeElements: { blocksSound }, of }, path) =>
      blocksSound === undefined || of !== 'publisher'
        ? []
        : [
            {
              path: `${path}.arrangeElements.blocksSound`,
              message: 'has no effect: a publisher plays no sound. Leave it out.',
            },
          ],
    act: ({ media: target }, change, cast) =>
      target.arrangeElements({ ...change.arrangeElements, ...whoseIn(change, cast) }),
  },
  failElements: {
    schema: { failElements: mediaErrorCode, ...whose },
    act: ({ media: target }, change, cast) => target.failElements(change.failElements, whoseIn(change, cast)),
    consequences,
  },
  endElements: {
    schema: { endElements: yes, ...whose },
    act: ({ media: target }, change, cast) => target.endElements(whoseIn(change, cast)),
    consequences,
  },
  blockSound: {
    schema: { blockSound: yes, ...ofStream },
    act: ({ media: target }, change, cast) => target.blockSound(whoseIn(change, cast)),
    consequences,
  },
  refuseSound: {
    schema: { refuseSound: either(yes, filled), ...ofStream },
    act: ({ media: target }, change, cast) => {
      const { refuseSound } = change
      target.refuseSound(refuseSound === true ? undefined : refuseSound, whoseIn(change, cast))
    },
    consequences,
  },
  allowSound: {
    schema: { allowSound: yes, ...ofStream },
    act: ({ media: target }, change, cast) => target.allowSound(whoseIn(change, cast)),
    consequences,
  },
  speak: {
    schema: { speak: either(yes, loudness) },
    act: ({ media: target }, { speak }) => target.speak(speak === true ? {} : { loudness: speak }),
    consequences: () => [{ subject: microphone, adds: ['speaking'] }],
  },
  silence: {
    schema: { silence: yes },
    act: ({ media: target }) => target.silence(),
    consequences: () => [
      {
        subject: microphone,
        wants: 'speaking',
        message: 'Nobody speaks at the microphone at that time. Let them "speak" before.',
        removes: any,
      },
    ],
  },
  endTracks: {
    schema: { endTracks: trackKind, ...whose },
    act: ({ media: target }, change, cast) => target.endTracks(change.endTracks, sending(whoseIn(change, cast))),
    consequences,
  },
  muteTracks: {
    schema: { muteTracks: trackKind, ...whose },
    act: ({ media: target }, change, cast) => target.muteTracks(change.muteTracks, sending(whoseIn(change, cast))),
    consequences,
  },
}

/** The acts on media on its way. */
export const media: Noun<MediaAction, MediaStage> = nounOf<'media', 'mend', MediaChanges, MediaStage>({
  key: 'media',
  what: 'change of the media path',
  words: { mend: { act: ({ media: target }) => target.mend() } },
  verbs,
})
