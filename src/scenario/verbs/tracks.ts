import { channelsOf } from '../../backend/people/participants.ts'
import type { GivenStream } from '../cast.ts'
import { any, type Change, type Story } from './story.ts'

const kinds = ['audio', 'video'] as const
type Kind = (typeof kinds)[number]

/** The properties of a track that a participant can change. */
export const trackKeys = ['active', 'width', 'height', 'frameRate', 'orientation'] as const

/** A track of a stream, and one of its properties. */
const trackOf = (who: string, stream: string, kind: Kind): string => `${kind} of "${stream}" of ${who}`
const propertyOf = (who: string, stream: string, kind: Kind, key: string): string =>
  `${key} of ${trackOf(who, stream, kind)}`

/** The tracks of a stream that is published, and what they are like: subjects and their words. */
export function tracksPublished(
  who: string,
  stream: string,
  publishes: GivenStream = {},
): readonly (readonly [string, readonly string[]])[] {
  const channels = channelsOf(publishes)
  return kinds.flatMap((kind) => {
    const channel = channels.find(({ type }) => type === kind)
    const words = (key: string): readonly string[] =>
      channel === undefined || !(key in channel) ? [] : [String(Reflect.get(channel, key))]
    return [
      [trackOf(who, stream, kind), channel === undefined ? [] : ['there']] as const,
      ...trackKeys.map((key) => [propertyOf(who, stream, kind, key), words(key)] as const),
    ]
  })
}

interface Changing extends Partial<Record<(typeof trackKeys)[number], unknown>> {
  readonly participant: string
  readonly channel: Kind
  readonly stream?: string
}

/** A change of tracks: they have to be there, and must not be like that already. Of several streams nobody knows which one differs. */
export function tracksChange(action: Changing, { published, mutes }: Story): readonly Change[] {
  const { participant: who, channel: kind, stream } = action
  const streams = stream === undefined ? (published.get(who) ?? []) : [stream]
  const said = trackKeys.filter((key) => action[key] !== undefined)
  // Moderators mute what is heard, and the application may be one.
  if (kind === 'audio' && mutes) return []
  const isOne = streams.length === 1
  const lacking = `${who} publishes no ${kind} at that time. Let them publish it before.`
  const alike = `The ${kind} of ${who} is like that already at that time. Change something else, or take this out.`
  return streams.flatMap((one): readonly Change[] => [
    ...(isOne ? [{ subject: trackOf(who, one, kind), wants: 'there', message: lacking }] : []),
    ...said.map((key): Change => {
      const word = String(action[key])
      const change = { subject: propertyOf(who, one, kind, key), removes: any, adds: [word] }
      return isOne && said.length === 1 ? { ...change, refuses: word, message: alike } : change
    }),
  ])
}
