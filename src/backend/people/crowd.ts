import { closedTo, permissionsOf, type Role } from '../../contract/roles.ts'
import { createRandom, type Random } from '../../kernel/random.ts'
import type { Timer } from '../../kernel/time/clock.ts'
import { Churn, type ChurnRates, type CrowdVerb } from './crowd-churn.ts'
import type { JoinOptions, Participant, RoomParts } from './participants.ts'

export interface CrowdOptions {
  /** How many come: a whole number from 1 to 10,000. */
  readonly people: number
  /** The share of them who publish, from 0 to 1; default 1, or 0 for a role that may not publish. */
  readonly publish?: number
  /**
   * The rates of their acts, in times a minute for the crowd as a whole: one figure for a usual mixture of comings and
   * goings, streams, mutes and signals, or a figure for each. Default 0: they stay as they are.
   */
  readonly churn?: number | ChurnRates
  /** Default `publisher`. */
  readonly role?: Role
  /** The beginning of their names: `guest` for `guest-1`, `guest-2` and so on, which is the default. */
  readonly name?: string
  /** Another crowd for another seed; default: drawn from the world's. */
  readonly seed?: number | string
}

/** How far a crowd that comes and goes may grow or shrink, as a part of its size at the beginning. */
const leeway = 0.2

type Join = (options: JoinOptions) => Participant

/** The part of a room that a crowd uses. */
export interface CrowdParts extends RoomParts {
  readonly join: Join
}

const mayPublish = (role: Role): boolean => permissionsOf[role].includes('publish')

const streamsIn = ({ backend, sessionId }: RoomParts): number => backend.session(sessionId)?.streams.size ?? 0

function hasRoomFor(parts: RoomParts, streams: number): boolean {
  const { maxStreams } = parts.backend.rulesOf(parts.sessionId)
  return maxStreams === null || streamsIn(parts) + streams <= maxStreams
}

function demandRight({ publish = 0, role = 'publisher' }: CrowdOptions): void {
  if (publish > 0 && !mayPublish(role)) {
    throw new RangeError(
      `publish: ${publish} is impossible for a crowd of the role ${role}, which may not. Give publish: 0, or the role publisher.`,
    )
  }
}

function demandRoom(parts: RoomParts, publishers: number): void {
  if (hasRoomFor(parts, publishers)) return
  const { maxStreams } = parts.backend.rulesOf(parts.sessionId)
  throw new RangeError(
    `${publishers} people cannot publish: this session takes ${maxStreams} streams, and has ${streamsIn(parts)}. Give a smaller publish, or another maxStreams by room.setRules().`,
  )
}

interface Deed {
  able(participant: Participant): boolean
  act(participant: Participant, random: Random): void
}

const anybody = (): boolean => true
const publishes = ({ streams }: Participant): boolean => streams.length > 0

/** Turns the sound or the picture of somebody's stream off, or on again. */
function toggle(participant: Participant, random: Random): void {
  const [stream] = participant.streams
  const channel = stream?.channels[random.integer(stream.channels.length)]
  if (channel !== undefined) participant.change(channel.type, { active: !channel.active })
}

const deeds: Readonly<Record<Exclude<CrowdVerb, 'join'>, Deed>> = {
  leave: { able: anybody, act: (participant) => participant.leave() },
  vanish: { able: anybody, act: (participant) => participant.vanish() },
  publish: { able: (participant) => !publishes(participant), act: (participant) => void participant.publish() },
  unpublish: { able: publishes, act: (participant) => participant.unpublish() },
  mute: { able: publishes, act: toggle },
  signal: {
    able: ({ role }) => !closedTo[role].includes('signal.signal'),
    act: (participant, random) => participant.signal({ type: 'chat', data: `word ${random.integer(1000)}` }),
  },
}

/** Many remote people, who come, go, publish, mute and signal from a seed until they are told to stop. */
export class Crowd {
  readonly #parts: CrowdParts
  readonly #options: CrowdOptions
  readonly #random: Random
  readonly #churn: Churn
  readonly #share: number
  /** Among them those whom somebody else has sent away, until it is their turn. */
  #people: Participant[] = []
  #come = 0
  #timer: Timer | undefined
  #isGone = false

  /** @throws RangeError for figures that are impossible, before anybody has come. */
  constructor(parts: CrowdParts, options: CrowdOptions) {
    demandRight(options)
    const { people, role = 'publisher', publish, churn = 0, seed } = options
    this.#parts = parts
    this.#options = options
    this.#share = publish ?? (mayPublish(role) ? 1 : 0)
    const publishers = Math.round(people * this.#share)
    demandRoom(parts, publishers)
    this.#random = createRandom(seed ?? parts.backend.freshId())
    this.#churn = new Churn(churn, this.#random)
    parts.note('room.crowd', { people, publishers })
    for (let index = 0; index < people; index++) this.#join()
    for (const participant of this.#people.slice(0, publishers)) participant.publish()
    this.#wait()
  }

  /** Those who are there at this moment, in the order in which they came. */
  get people(): readonly Participant[] {
    return this.#people.filter(({ isPresent }) => isPresent)
  }

  /**
   * From now on its people do nothing by themselves, and stay in the room.
   * @throws Error where nothing does, and once all of them have left.
   * @example crowd.stop()
   */
  stop(): void {
    if (this.#isGone) {
      throw new Error('crowd.stop() has no effect: the crowd has left already. Let another come, with room.crowd().')
    }
    if (this.#timer === undefined) {
      throw new Error(
        'crowd.stop() has no effect: nothing happens among these people by itself. Give room.crowd() a churn, and stop it once.',
      )
    }
    this.#rest()
  }

  #rest(): void {
    this.#parts.clock.cancel(this.#timer)
    this.#timer = undefined
  }

  /**
   * All people of the crowd leave, and no more people come. @throws Error once all of them have left.
   * @example crowd.leave()
   */
  leave(): void {
    const { people } = this
    if (people.length === 0) throw new Error('crowd.leave() has no effect: none of them is there any more.')
    this.#rest()
    this.#isGone = true
    for (const participant of people) participant.leave()
    this.#people = []
  }

  #join(): Participant {
    const { name, role = 'publisher' } = this.#options
    const participant = this.#parts.join({ role, ...(name === undefined ? {} : { name: `${name}-${++this.#come}` }) })
    this.#people.push(participant)
    return participant
  }

  #wait(): void {
    if (this.#churn.isStill) return
    this.#timer = this.#parts.clock.after(this.#churn.nextInMs(), () => this.#stir(), {
      what: 'something to happen in a crowd',
      kind: 'calendar',
      recurring: true,
    })
  }

  #stir(): void {
    this.#wait()
    const verb = this.#churn.next()
    if (this.#do(verb)) return
    const other = this.#churn.insteadOf(verb)
    if (other !== undefined) this.#do(other)
  }

  /** Lets something happen; false where there is nobody who could. */
  #do(verb: CrowdVerb): boolean {
    if (!this.#keepsItsSize(verb)) return false
    if (verb === 'join') return this.#comeIn()
    if (verb === 'publish' && !hasRoomFor(this.#parts, 1)) return false
    const { able, act } = deeds[verb]
    const participant = this.#somebody(able)
    if (participant === undefined) return false
    act(participant, this.#random)
    if (!participant.isPresent) this.#people.splice(this.#people.indexOf(participant), 1)
    return true
  }

  // Where some come and some go, they stay about as many as they were; where they only go, they go to the last.
  #keepsItsSize(verb: CrowdVerb): boolean {
    const { people } = this.#options
    if (this.#churn.insteadOf(verb) === undefined) return true
    if (verb === 'join') return this.#people.length < people * (1 + leeway)
    return (verb !== 'leave' && verb !== 'vanish') || this.#people.length > people * (1 - leeway)
  }

  #comeIn(): true {
    const participant = this.#join()
    if (this.#random.next() < this.#share && hasRoomFor(this.#parts, 1)) participant.publish()
    return true
  }

  /** Somebody who is there and able to: the first from any place on. */
  #somebody(able: (participant: Participant) => boolean): Participant | undefined {
    let place = this.#random.integer(Math.max(1, this.#people.length))
    for (let left = this.#people.length; left > 0; left--) {
      place %= this.#people.length
      const participant = this.#people[place]
      if (participant?.isPresent !== true) this.#people.splice(place, 1)
      else if (able(participant)) return participant
      else place++
    }
    return undefined
  }
}
