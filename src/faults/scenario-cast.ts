import type { Participant } from '../backend/participants.ts'
import type { StreamRecord } from '../backend/state.ts'
import type { GivenPerson, ParticipantAction } from './scenario.ts'
import { noneOf } from './scenario-sentences.ts'
import type { Stage } from './scenario-stage.ts'

type Verb = ParticipantAction['does']
type ActionOf<Name extends Verb> = Extract<ParticipantAction, { does: Name }>
type Acts = { readonly [Name in Exclude<Verb, 'join'>]: (who: Participant, action: ActionOf<Name>, cast: Cast) => void }

const acts: Acts = {
  publish: (who, { publishes }) => void who.publish(publishes),
  unpublish: (who, { stream }, cast) =>
    who.unpublish(stream === undefined ? undefined : cast.stream(stream, who.streams).id),
  change: (who, { channel, active, stream }, cast) =>
    who.change(channel, { active }, stream === undefined ? undefined : cast.stream(stream, who.streams).id),
  leave: (who) => who.leave(),
  vanish: (who) => who.vanish(),
  signal: (who, { signal = {} }, cast) => {
    const { to, ...contents } = signal
    who.signal({ ...contents, ...(to === undefined ? {} : { to: cast.connectionId(to) }) })
  },
  forceDisconnect: (who, { whom = 'me' }, cast) => who.forceDisconnect(cast.connectionId(whom)),
  forceUnpublish: (who, { stream }, cast) =>
    who.forceUnpublish(stream === undefined ? cast.ownStream().id : cast.stream(stream).id),
  mute: (who, { stream }, cast) => who.mute(stream === undefined ? undefined : cast.stream(stream).id),
}

/** The remote people of a scenario, by name; `me` is the client that the application holds. */
export class Cast {
  readonly #stage: Stage
  readonly #people: Map<string, Participant> = new Map()

  constructor(stage: Stage) {
    this.#stage = stage
  }

  join({ name, data, role, publishes = [] }: GivenPerson): void {
    const options = { name, ...(data === undefined ? {} : { data }), ...(role === undefined ? {} : { role }) }
    const participant = this.#stage.join(options)
    this.#people.set(name, participant)
    for (const stream of publishes) participant.publish(stream)
  }

  /** @throws Error for somebody who is not there, a stream that is not there, or a verb that their role does not allow. */
  act(action: ParticipantAction): void {
    if (action.does === 'join') {
      const { participant: name, does: _does, ...options } = action
      return this.join({ name, ...options })
    }
    const act: (who: Participant, action: never, cast: Cast) => void = acts[action.does]
    act(this.#person(action.participant), action as never, this)
  }

  connectionId(name: string): string {
    if (name !== 'me') return this.#person(name).connectionId
    const own = this.#stage.ownConnectionId([...this.#people.values()])
    if (own !== undefined) return own
    throw new Error('"me" is not in the session at this time. Let this happen after "sessionConnected".')
  }

  ownStream(): StreamRecord {
    const own = this.connectionId('me')
    const stream = this.#stage.streams().find((candidate) => candidate.connectionId === own)
    if (stream !== undefined) return stream
    throw new Error('"me" publishes no stream at this time. Let this happen after Session.publish.')
  }

  stream(name: string, among: readonly StreamRecord[] = this.#stage.streams()): StreamRecord {
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

  #person(name: string): Participant {
    const person = this.#people.get(name)
    if (person !== undefined) return person
    throw new Error(`${noneOf('participant', name, [...this.#people.keys()])} Let them join first.`)
  }
}
