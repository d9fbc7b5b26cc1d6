import type { IceState, PeerStep } from '../../contract/peer-path.ts'
import type { Timer, WaitKind } from '../../kernel/time/clock.ts'
import type { CaptureProblem } from '../../ports/devices.ts'
import { BrowserRefusal } from '../base/browser-refusal.ts'
import type { Client } from '../base/client.ts'
import type { Side, StepTrouble } from '../base/media-conditions.ts'
import { courseFor, type PeerIdentity, troubleFor } from './armed-troubles.ts'
import {
  connectingMs,
  firstStateMs,
  keptPathMs,
  lossNoticeMs,
  nextStateMs,
  refusalMs,
  regainedMs,
  stepMs,
} from './timing.ts'

/** The events by which a browser tells of a connection. */
export interface PeerEvents {
  /** The path is in another state. */
  ice(state: IceState, recovers: boolean | null): void
  /** The tracks of the other side are there. */
  tracks(): void
  /** Media can come in, whatever state is reported. */
  path(): void
  /** The browser has closed the connection by itself. */
  closed(): void
}

export interface PeerSettings {
  readonly client: Client
  readonly side: Side
  /** The call or the running object that the connection is made for, asked anew each time. */
  readonly identity: () => Omit<PeerIdentity, 'side' | 'index'>
  readonly kind: WaitKind
  readonly events: PeerEvents
}

/** The browser's error of a step that goes wrong. */
export const problemOf = (step: PeerStep, trouble: StepTrouble): CaptureProblem => ({
  name: trouble.error ?? 'OperationError',
  message: `The simulated browser was told to fail at ${step}.`,
})

type RemoteDescription = 'none' | 'coming' | 'set'

/** A browser's peer connection, as far as the SDK looks at it: descriptions, candidates, and a path with a state. */
export class Peer {
  readonly index: number
  readonly #settings: PeerSettings
  #described = false
  #remote: RemoteDescription = 'none'
  #afterRemote: (() => void)[] = []
  #trickled = false
  #refused = false
  #path = false
  #state: IceState = 'new'
  #followsCourse = false
  #carried = true
  /** The network was gone for so long that the path has to be sought anew. */
  #isStale = false
  #lossTimers: Timer[] = []
  #closed = false
  #closesSoon = false
  #timers: Timer[] = []

  /** @throws BrowserRefusal where the constructor is to throw. */
  constructor(settings: PeerSettings) {
    this.#settings = settings
    this.index = settings.client.media.nextIndex()
    const trouble = this.#troubleAt('create')
    if (trouble?.how === 'closes') this.#closesSoon = true
    else if (trouble !== null) throw new BrowserRefusal(problemOf('create', trouble))
  }

  get state(): IceState {
    return this.#state
  }

  get isConnected(): boolean {
    return this.#state === 'connected' || this.#state === 'completed'
  }

  get isClosed(): boolean {
    return this.#closed
  }

  /** Whether there is something to answer. */
  get hasOffer(): boolean {
    return this.#remote !== 'none'
  }

  get hasPath(): boolean {
    return this.#path
  }

  /** Whether somebody else says how the path goes: the peer does not say it any more. */
  get followsCourse(): boolean {
    return this.#followsCourse
  }

  /** Whether what is sent over the path arrives. */
  get flows(): boolean {
    return this.#path && this.#carried && !this.#isStale
  }

  /** @throws BrowserRefusal where it is to throw. */
  addTracks(): void {
    this.#throwIfTold('addTrack')
  }

  /** @throws BrowserRefusal where it is to throw. */
  setConfiguration(): void {
    this.#throwIfTold('setConfiguration')
  }

  createOffer(done: (problem: CaptureProblem | null) => void): void {
    this.#run('createOffer', done)
  }

  /** Without an offer of the other side there is nothing to answer: the browser refuses at once. */
  createAnswer(done: (problem: CaptureProblem | null) => void): void {
    if (this.#remote === 'none') {
      const message = 'There is no remote description to answer.'
      return this.#later(refusalMs, () => done({ name: 'InvalidStateError', message }))
    }
    this.#whenRemoteIsSet(() => this.#run('createAnswer', done))
  }

  setLocalDescription(done: (problem: CaptureProblem | null) => void): void {
    this.#run('setLocalDescription', done)
  }

  /** The other side is being told what this side has described. */
  described(): void {
    this.#described = true
    this.#tryToConnect()
  }

  /** @throws BrowserRefusal where it is to throw at once. */
  setRemoteDescription(usable: boolean, done: (problem: CaptureProblem | null) => void): void {
    const trouble = this.#troubleAt('setRemoteDescription')
    if (trouble?.how === 'throws') throw new BrowserRefusal(problemOf('setRemoteDescription', trouble))
    if (trouble?.how === 'hangs') return
    if (trouble !== null || !usable) {
      const problem = trouble === null ? unusable : problemOf('setRemoteDescription', trouble)
      this.#surely(stepMs, () => done(problem))
      return
    }
    if (this.#remote === 'none') this.#remote = 'coming'
    this.#later(stepMs, () => {
      if (this.#closed) return
      this.#remoteIsSet()
      done(null)
    })
  }

  /**
   * A way to the other side has become known. A browser that does not take it goes on without (recorded:
   * `webrtc/publish/addIceCandidate-rejects`).
   */
  addCandidate(): void {
    this.#troubleAt('addIceCandidate')
    this.#trickled = true
    this.#tryToConnect()
  }

  /** The other side did not take the answer: no media will come. */
  refusedByOtherSide(): void {
    this.#refused = true
  }

  /** The path is to be found anew. */
  restart(): void {
    this.#trickled = false
    this.renew()
  }

  /** The other side has the path found anew. */
  renew(): void {
    this.#isStale = false
  }

  /** The network carries what goes over the path, or does not any more; a path whose course was told stays in its state. */
  carry(carried: boolean): void {
    if (this.#carried === carried || this.#closed) return
    this.#carried = carried
    for (const timer of this.#lossTimers.splice(0)) this.#settings.client.clock.cancel(timer)
    if (carried) this.#regain()
    else this.#lose()
  }

  #lose(): void {
    if (!this.isConnected || this.#isStale) return
    this.#afterLoss('calendar', lossNoticeMs, () => {
      if (!this.#followsCourse && this.isConnected) this.#becomes('disconnected', null)
    })
    this.#afterLoss('calendar', keptPathMs, () => {
      this.#isStale = true
    })
  }

  #regain(): void {
    if (this.#isStale) return
    if (this.#state !== 'disconnected') return this.#tryToConnect()
    // A network that is back is answered at once: settled() waits for the path as for the line.
    this.#afterLoss('work', regainedMs, () => {
      if (!this.#followsCourse && this.#state === 'disconnected') this.#becomes('connected', null)
    })
  }

  #afterLoss(kind: WaitKind, delayMs: number, run: () => void): void {
    const { client, side } = this.#settings
    this.#lossTimers.push(client.clock.after(delayMs, run, { what: `the path of a ${side} without a network`, kind }))
  }

  /**
   * A report that is kept is there at once, where no trouble is arranged. A connection that is closed in the same turn gives its statistics all the same (recorded:
   * `ends/publisher-getStats/same-turn/disconnect`,
   * `ends/subscriber-getStats/same-turn/unsubscribe`).
   */
  getStats(isKept: boolean, done: (problem: CaptureProblem | null) => void): void {
    const trouble = this.#troubleAt('getStats')
    const { client } = this.#settings
    if (trouble === null && isKept) done(null)
    else if (trouble === null)
      client.clock.after(0, () => done(null), { what: 'the statistics of a browser', kind: 'work' })
    else if (trouble.how !== 'hangs') this.#later(stepMs, () => done(problemOf('getStats', trouble)))
  }

  /** The state that the browser reports from now on. */
  report(state: IceState, recovers: boolean | null = null): void {
    this.#followsCourse = true
    this.#becomes(state, recovers)
  }

  close(): void {
    this.#closed = true
    for (const timer of [...this.#timers.splice(0), ...this.#lossTimers.splice(0)]) {
      this.#settings.client.clock.cancel(timer)
    }
  }

  #remoteIsSet(): void {
    const first = this.#remote !== 'set'
    this.#remote = 'set'
    for (const run of this.#afterRemote.splice(0)) run()
    if (first) {
      this.#settings.events.tracks()
      this.#takeCourse()
      if (this.#closesSoon) this.#later(firstStateMs, () => this.#settings.events.closed())
    }
    this.#tryToConnect()
  }

  #takeCourse(): void {
    const course = courseFor(this.#settings.client, this.#identity())
    if (course === null) return
    this.#followsCourse = true
    course.states.forEach((state, at) => {
      this.#later(firstStateMs + at * nextStateMs, () => this.#becomes(state, course.recovers))
    })
  }

  // The answering side reports a connection even where the other one did not take its answer (recorded:
  // `webrtc/subscribe/server-answer-404`).
  #tryToConnect(): void {
    if (!this.#described || this.#remote !== 'set' || !this.#trickled) return
    if (this.isConnected && this.#path) return
    if (!this.#followsCourse && !this.isConnected) this.#becomes('checking', null)
    this.#later(connectingMs[this.#settings.side], () => {
      if (!this.#carried) return
      if (!this.#followsCourse) this.#becomes('connected', null)
      if (this.#refused || this.#path) return
      this.#path = true
      this.#settings.events.path()
    })
  }

  #becomes(state: IceState, recovers: boolean | null): void {
    if (this.#closed || this.#state === state) return
    this.#state = state
    this.#settings.events.ice(state, recovers)
  }

  #whenRemoteIsSet(run: () => void): void {
    if (this.#remote === 'set') run()
    else this.#afterRemote.push(run)
  }

  #identity(): PeerIdentity {
    const { operation, streamId, name } = this.#settings.identity()
    return { operation, streamId, name, side: this.#settings.side, index: this.index }
  }

  #troubleAt(step: PeerStep): StepTrouble | null {
    return troubleFor(this.#settings.client, step, this.#identity())
  }

  #throwIfTold(step: PeerStep): void {
    const trouble = this.#troubleAt(step)
    if (trouble !== null) throw new BrowserRefusal(problemOf(step, trouble))
  }

  #run(step: PeerStep, done: (problem: CaptureProblem | null) => void): void {
    const trouble = this.#troubleAt(step)
    if (trouble?.how === 'hangs') return
    this.#later(stepMs, () => done(trouble === null ? null : problemOf(step, trouble)))
  }

  #later(delayMs: number, run: () => void): void {
    this.#timers.push(this.#surely(delayMs, run))
  }

  // A browser that has begun to reject goes on, whether the connection is closed or not.
  #surely(delayMs: number, run: () => void): Timer {
    const { client, side, kind } = this.#settings
    return client.clock.after(delayMs, run, { what: `the connection of a ${side}`, kind })
  }
}

const unusable: CaptureProblem = {
  name: 'OperationError',
  message: 'The description of the other side cannot be read.',
}
