import type { Media, Track } from '../../ports/track.ts'
import type { ClassOf } from './ot.ts'
import type { Publisher } from './publisher.ts'
import type { Session } from './session.ts'
import type { Subscriber } from './subscriber.ts'

/*
 * The real SDK's declaration leaves out that some members are null or undefined at times, which its objects are. Ours is to be
 * assignable to it, and its objects are to be as they are: this file is the one place where the two part.
 */

/** Gives a value under the type by which the real SDK declares it (recorded: `publisher.stream/*`, state `element: null`). */
export const declared = <T>(value: T | null | undefined): T => value as T

/** A session as it is: what cannot be published or subscribed to at once gives nothing, and a stream has any number of subscribers. */
export type ActualSession = Omit<
  Session,
  'connect' | 'connection' | 'disconnect' | 'publish' | 'subscribe' | 'getSubscribersForStream' | 'on' | 'once' | 'off'
> & {
  readonly connect: ((...args: Parameters<Session['connect']>) => object) & {
    promise(...args: Parameters<Session['connect']['promise']>): Promise<object>
  }
  readonly connection: Session['connection'] | null
  readonly publish: ((...args: Parameters<Session['publish']>) => Publisher | null | undefined) &
    Pick<Session['publish'], 'promise'>
  readonly subscribe: ((...args: Parameters<Session['subscribe']>) => Subscriber | undefined) &
    Pick<Session['subscribe'], 'promise'>
  disconnect(): Promise<unknown>
  getSubscribersForStream(...args: Parameters<Session['getSubscribersForStream']>): Subscriber[]
}

/** Gives a class as one that applications use for `instanceof`: what it is made from is no business of theirs. */
export const declaredClass = <T>(made: abstract new (...args: never[]) => object): ClassOf<T> => {
  const known: unknown = made
  return known as ClassOf<T>
}

/** Gives a session under the type by which the real SDK declares it (recorded: area `publish`, `getSubscribersForStream`). */
export const declaredSession = (session: ActualSession): Session => session as Session

/** Gives a track, a stream of media or a report as what a page's own are; in a page with media, they are just that. */
export const declaredTrack = (track: Track | null): MediaStreamTrack => declared(track as MediaStreamTrack | null)

export const declaredMedia = (media: Media): MediaStream => media as MediaStream

export const declaredReport = (report: ReadonlyMap<string, unknown>): RTCStatsReport => report as RTCStatsReport

/** Gives a map of values under its type, which the code that filled it has seen to. */
export const declaredBag = <T extends object>(bag: Readonly<Record<string, unknown>> | null): T =>
  declared(bag as T | null)

/** Gives a promise whose value the declaration does not speak of (recorded: `publisher.setPreferredFrameRate/valid`). */
export const declaredEmpty = <T = void>(promise: Promise<unknown>): Promise<T> => promise as Promise<T>
