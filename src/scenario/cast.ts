/** The people of a scenario by name, the application among them as `me`. */

import type { JoinOptions, Participant, PublishOptions } from '../backend/people/participants.ts'
import type { Role } from '../contract/roles.ts'
import { noneOf } from '../vocabulary/sentences.ts'
import type { StreamRecord } from '../wire/records.ts'

/** The stream that a participant publishes. */
export type GivenStream = Pick<
  PublishOptions,
  'name' | 'audio' | 'video' | 'videoType' | 'width' | 'height' | 'frameRate' | 'encryptionSecret'
>

export interface GivenPerson {
  readonly name: string
  readonly data?: string
  readonly role?: Role
  readonly publishes?: readonly GivenStream[]
}

/** The part of the world that the people of a scenario use. */
export interface CastStage {
  /** The session of the scenario; it comes into being when it is first asked for. */
  room(): { readonly streams: readonly StreamRecord[] }
  join(options: JoinOptions): Participant
  /** The connection of the client that the application holds; undefined unless it is connected. */
  ownConnectionId(): string | undefined
}

/** The remote people of a scenario, by name; `me` is the client that the application holds. */
export class Cast {
  readonly #stage: CastStage
  readonly #people: Map<string, Participant> = new Map()

  constructor(stage: CastStage) {
    this.#stage = stage
  }

  /** @throws Error for somebody who is in the session already. */
  join({ name, data, role, publishes = [] }: GivenPerson): void {
    if (this.#people.get(name)?.isPresent === true) {
      throw new Error(
        `${name} is in the session already. Let them leave first, or give the one that joins another name.`,
      )
    }
    const options = { name, ...(data === undefined ? {} : { data }), ...(role === undefined ? {} : { role }) }
    const participant = this.#stage.join(options)
    this.#people.set(name, participant)
    for (const stream of publishes) participant.publish(stream)
  }

  /** @throws Error for a name that nobody has. */
  person(name: string): Participant {
    const person = this.#people.get(name)
    if (person !== undefined) return person
    throw new Error(`${noneOf('participant', name, [...this.#people.keys()])} Let them join first.`)
  }

  connectionId(name: string): string {
    if (name !== 'me') return this.person(name).connectionId
    const own = this.#stage.ownConnectionId()
    if (own !== undefined) return own
    throw new Error('"me" is not in the session at this time. Let this happen after "sessionConnected".')
  }

  ownStream(): StreamRecord {
    const own = this.connectionId('me')
    const stream = this.#stage.room().streams.find((candidate) => candidate.connectionId === own)
    if (stream !== undefined) return stream
    throw new Error('"me" publishes no stream at this time. Let this happen after Session.publish.')
  }

  stream(name: string, among: readonly StreamRecord[] = this.#stage.room().streams): StreamRecord {
    if (name === 'own') return this.ownStream()
    const stream = among.find((candidate) => candidate.name === name)
    if (stream !== undefined) return stream
    throw new Error(
      `${noneOf(
        'stream',
        name,
        among.map((candidate) => candidate.name),
      )} Let somebody publish it first.`,
    )
  }
}

/**
 * The memory of a noun in one playing, by which later entries speak of things by name.
 *
 * @example
 * const recordings = kept(() => new Map<string, string>())
 * recordings(cast).set('Monday', id)
 */
export function kept<Thing>(make: () => Thing): (cast: Cast) => Thing {
  const things = new WeakMap<Cast, Thing>()
  return (cast) => {
    const known = things.get(cast) ?? make()
    things.set(cast, known)
    return known
  }
}
