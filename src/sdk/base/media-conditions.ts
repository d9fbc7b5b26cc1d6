import type { IceState, PeerStep } from '../../contract/peer-path.ts'
import type { ElementTrouble } from '../../ports/media-element.ts'

/** Which side of a stream a connection is on. */
export type Side = 'publisher' | 'subscriber'

/** Which connections something is meant for; what is left out does not matter. */
export interface PeerMatch {
  readonly of?: Side
  /** Only connections that carry the stream with this id. */
  readonly streamId?: string | undefined
  /** Only the n-th connection that the client makes, counted from 0. */
  readonly only?: number
}

/** A step that goes wrong. */
export interface StepTrouble extends PeerMatch {
  readonly step: PeerStep
  /** `hangs`: it never answers. `missing`: the browser does not have it. `closes`: the browser closes the connection soon. */
  readonly how: 'rejects' | 'throws' | 'hangs' | 'missing' | 'closes'
  /** The name of the browser's error. Default `OperationError`. */
  readonly error?: string
  /** How many calls still work. Default 0. */
  readonly after?: number
  /** How many calls go wrong. Default: all. */
  readonly times?: number
  /** The connections that the SDK makes to test the browser go wrong as well. */
  readonly probe?: boolean
}

/** How the path of a coming connection goes, instead of by itself. */
export interface IceCourse extends PeerMatch {
  readonly states: readonly IceState[]
  /** How many connections take it. Default: all. */
  readonly times?: number
}

/** The trouble of media elements from the next media on. */
export interface ElementPlan extends ElementTrouble {
  readonly of?: Side
}

/** A connection that is open, as conditions are brought to bear on it. */
export interface OpenConnection {
  readonly side: Side
  readonly index: number
  readonly streamId: string | undefined
  /** The browser reports a state of the path. `recovers`: as if the session had automatic reconnection, or had not. */
  report(state: IceState, recovers?: boolean | null): void
  /** This client's network carries what goes over the path, or does not any more. */
  carry(carried: boolean): void
  /** The connection negotiates its tracks anew. */
  renegotiate(): void
  /** The browser has closed the connection by itself. */
  close(): void
  /** The media that comes in can be decrypted, or cannot. */
  decrypted(outcome: string): void
}

interface Armed<What> {
  readonly what: What
  spared: number
  left: number
}

/** A connection, as it is matched. */
type Peer = Pick<OpenConnection, 'side' | 'index' | 'streamId'>

const matches = ({ of, only, streamId }: PeerMatch, peer: Peer): boolean =>
  (of === undefined || of === peer.side) &&
  (only === undefined || only === peer.index) &&
  (streamId === undefined || streamId === peer.streamId)

/** The conditions that a test author has set for the media path of one client, and the connections that are open. Plain data. */
export class MediaConditions {
  #troubles: Armed<StepTrouble>[] = []
  #courses: Armed<IceCourse>[] = []
  #elements: ElementPlan[] = []
  #open: Set<OpenConnection> = new Set()
  #made = 0
  #carried = true
  /** The only kind of track in the media of offered streams; null: the tracks are those that the stream says. */
  carries: 'audio' | 'video' | null = null
  /** The error with which the browser refuses another audio output; null: it takes it. */
  audioOutputProblem: string | null = null
  /** How loud the person at the microphone is, from 0 to 1. */
  loudness = 0
  /** Whether the browser can list its codecs. */
  codecsCanBeListed = true

  /** Makes a step of coming connections, or of open ones, go wrong. */
  fail(trouble: StepTrouble): void {
    this.#troubles.push({ what: trouble, spared: trouble.after ?? 0, left: trouble.times ?? Number.POSITIVE_INFINITY })
  }

  /** Makes the path of coming connections go as told. */
  plan(course: IceCourse): void {
    this.#courses.push({ what: course, spared: 0, left: course.times ?? Number.POSITIVE_INFINITY })
  }

  /** Lets every step, every path and every element go well again; open connections stay in the state that they are in. */
  mend(): void {
    this.#troubles = []
    this.#courses = []
    this.#elements = []
  }

  /** Makes media elements do as told from the next media on; later words go before earlier ones. */
  arrange(trouble: ElementPlan): void {
    this.#elements.push(trouble)
  }

  /** The trouble that is set for the elements of one side. */
  elementOf(side: Side): ElementTrouble {
    return Object.assign({}, ...this.#elements.filter(({ of }) => of === undefined || of === side))
  }

  /** Whether the network of this client carries media. */
  get isCarried(): boolean {
    return this.#carried
  }

  /** The network of this client carries media, or does not any more. */
  carry(carried: boolean): void {
    if (this.#carried === carried) return
    this.#carried = carried
    for (const connection of [...this.#open]) connection.carry(carried)
  }

  /** Everything as new. */
  clear(): void {
    this.mend()
    this.#carried = true
    this.#open = new Set()
    this.#made = 0
    this.carries = null
    this.loudness = 0
    this.audioOutputProblem = null
    this.codecsCanBeListed = true
  }

  /** The open connections, the oldest first. */
  connections(match: PeerMatch = {}): readonly OpenConnection[] {
    return [...this.#open].filter((connection) => matches(match, connection))
  }

  /** The browser reports a state of the path of open connections. */
  report(state: IceState, match: PeerMatch = {}): void {
    for (const connection of this.connections(match)) connection.report(state)
  }

  /** For the media path alone: a connection is about to be made. */
  nextIndex(): number {
    return this.#made++
  }

  enter(connection: OpenConnection): void {
    this.#open.add(connection)
  }

  leave(connection: OpenConnection): void {
    this.#open.delete(connection)
  }

  /** The trouble of a step of a connection now; each answer counts. */
  troubleAt(step: PeerStep, peer: Peer): StepTrouble | null {
    const armed = this.#troubles.find(({ what, left }) => what.step === step && left > 0 && matches(what, peer))
    return armed === undefined ? null : take(armed)
  }

  /** The trouble of a step when the SDK tests the browser. */
  troubleInTest(step: PeerStep): StepTrouble | null {
    return this.#troubles.find(({ what }) => what.step === step && what.probe === true)?.what ?? null
  }

  /** The course that the path of a connection takes; null: its own. */
  courseOf(peer: Peer): readonly IceState[] | null {
    const armed = this.#courses.find(({ what, left }) => left > 0 && matches(what, peer))
    return armed === undefined ? null : (take(armed)?.states ?? null)
  }
}

function take<What>(armed: Armed<What>): What | null {
  if (armed.spared > 0) {
    armed.spared--
    return null
  }
  armed.left--
  return armed.what
}
