import type { Participant } from '../backend/people/participants.ts'
import type { ChannelChange, StreamRecord } from '../wire/records.ts'
import type { GivenPerson } from './scenario.ts'
import { noneOf } from './sentences.ts'
import type { Stage } from './stage.ts'
import type { ParticipantAction, TrackChange } from './verbs/actions.ts'

type Verb = ParticipantAction['does']
type ActionOf<Name extends Verb> = Extract<ParticipantAction, { does: Name }>
type Acts = { readonly [Name in Exclude<Verb, 'join'>]: (who: Participant, action: ActionOf<Name>, cast: Cast) => void }

const trackKeys = ['active', 'width', 'height', 'frameRate', 'orientation'] as const

// An entry of the timeline has keys of its time beside those of its action.
const trackChange = (entry: TrackChange): ChannelChange =>
  Object.fromEntries(trackKeys.flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key]]])))

const acts: Acts = {
  publish: (who, { publishes }) => void who.publish(publishes),
  unpublish: (who, { stream }, cast) =>
    who.unpublish(stream === undefined ? undefined : cast.stream(stream, who.streams).id),
  change: (who, { channel, stream, participant: _who, does: _does, ...change }, cast) =>
    who.change(channel, trackChange(change), stream === undefined ? undefined : cast.stream(stream, who.streams).id),
  subscribe: (who, { stream = 'own' }, cast) => cast.subscribe(who, stream),
  unsubscribe: (who, { stream = 'own' }, cast) => cast.unsubscribe(who, stream),
  caption: (who, { text, isFinal = true, stream }, cast) => {
    const where = stream === undefined ? {} : { streamId: cast.stream(stream, who.streams).id }
    who.caption(text, { isFinal, ...where })
  },
  leave: (who) => who.leave(),
  vanish: (who) => who.vanish(),
  signal: (who, { signal = {} }, cast) => {
    const { to, ...contents } = signal
    who.signal({ ...contents, ...(to === undefined ? {} : { to: cast.connectionId(to) }) })
  },
  forceDisconnect: (who, { whom = 'me' }, cast) => who.forceDisconnect(cast.connectionId(whom)),
  forceUnpublish: (who, { stream }, cast) =>
    who.forceUnpublish(stream === undefined ? cast.ownStream().id : cast.stream(stream).id),
  mute: (who, { stream, except = [] }, cast) => {
    if (stream !== undefined) who.mute(cast.stream(stream).id)
    else who.mute(undefined, { except: except.map((name) => cast.stream(name).id) })
  },
}

/** The remote people of a scenario, by name; `me` is the client that the application holds. */
export class Cast {
  readonly #stage: Stage
  readonly #people: Map<string, Participant> = new Map()
  readonly #subscribers: Map<string, string> = new Map()

  constructor(stage: Stage) {
    this.#stage = stage
  }

  join({ name, data, role, publishes = [] }: GivenPerson): void {
    if (this.#people.get(name)?.isPresent === true) {
      throw new Error(`${name} is in the session already. Let them leave first, or give whoever joins another name.`)
    }
    const options = { name, ...(data === undefined ? {} : { data }), ...(role === undefined ? {} : { role }) }
    const participant = this.#stage.join(options)
    this.#people.set(name, participant)
    for (const stream of publishes) participant.publish(stream)
  }

  /** @throws Error for somebody who is not there, a stream that is not there, or a verb that their role does not allow. */
  act(action: ParticipantAction): void {
    if (action.does === 'join') {
      const { participant: name, data, role } = action
      return this.join({
        name,
        ...(data === undefined ? {} : { data }),
        ...(role === undefined ? {} : { role }),
      })
    }
    const act: (who: Participant, action: never, cast: Cast) => void = acts[action.does]
    act(this.#person(action.participant), action as never, this)
  }

  connectionId(name: string): string {
    if (name !== 'me') return this.#person(name).connectionId
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

  subscribe(who: Participant, stream: string): void {
    const { id } = this.stream(stream)
    this.#subscribers.set(`${who.connectionId} ${id}`, who.subscribe(id))
  }

  unsubscribe(who: Participant, stream: string): void {
    const key = `${who.connectionId} ${this.stream(stream).id}`
    const subscriberId = this.#subscribers.get(key)
    if (subscriberId === undefined) {
      throw new Error(`${who.name} does not subscribe to "${stream}" at this time. Let them subscribe first.`)
    }
    this.#subscribers.delete(key)
    who.unsubscribe(subscriberId)
  }

  #person(name: string): Participant {
    const person = this.#people.get(name)
    if (person !== undefined) return person
    throw new Error(`${noneOf('participant', name, [...this.#people.keys()])} Let them join first.`)
  }
}
