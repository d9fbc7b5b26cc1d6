import type { IceState } from '../../contract/peer-path.ts'
import type { Timer, WaitKind } from '../../kernel/time/clock.ts'
import type { CaptureProblem } from '../../ports/devices.ts'
import type { OfferQuality } from '../../wire/facts.ts'
import { BrowserRefusal } from '../base/browser-refusal.ts'
import { rawBrowserError } from '../base/fail.ts'
import { refusalOf } from '../base/ice-servers.ts'
import type { OpenConnection, Side } from '../base/media-conditions.ts'
import type { ConnectionHost, FailedStage, Progress } from './connection-host.ts'
import { IceRestart } from './ice-restart.ts'
import { KeptReport, type StatsReader } from './kept-report.ts'
import type { OwnLook } from './own-looks.ts'
import { Peer, problemOf } from './peer.ts'
import {
  answerLookMs,
  disconnectedToFailedMs,
  gatheringMs,
  offerDelayMs,
  picturingMs,
  publisherLookMs,
} from './timing.ts'

/** Whether the networks of this side and of the other carry what goes over a path. */
interface Carriage {
  readonly here: boolean
  readonly there: boolean
}

/** The SDK's side of one peer connection: who offers, who answers, restarts of ICE, and what it takes for a failure. */
export class MediaConnection implements OpenConnection {
  readonly side: Side
  #host: ConnectionHost
  #peer: Peer | null = null
  #progress: Progress = 'preparing'
  #isPrepared = false
  #candidates = 0
  #offerTimer: Timer | undefined
  #failedTimer: Timer | undefined
  #timers: Timer[] = []
  #negotiating = false
  #queued = 0
  #previous: IceState = 'new'
  #restart: IceRestart
  #recovers: boolean | null = null
  #closed = false
  #carriage: Carriage
  #kept: KeptReport = new KeptReport()

  constructor(host: ConnectionHost) {
    this.#host = host
    this.#carriage = { here: host.client.media.isCarried, there: true }
    this.side = host.side
    this.#restart = new IceRestart(
      host.client,
      () => this.isConnected,
      () => this.requestOffer(),
    )
    this.#kept.look('score', host.scoredFrom, this.#now)
  }

  get index(): number {
    return this.#peer?.index ?? -1
  }

  get streamId(): string | undefined {
    return this.#host.identity().streamId
  }

  get isConnected(): boolean {
    return this.#peer?.isConnected === true
  }

  /** Whether the networks of both sides carry what is sent over it. */
  get isCarried(): boolean {
    return this.#carriage.here && this.#carriage.there
  }

  /** Whether the media that is sent over it arrives. */
  get flows(): boolean {
    return this.#peer?.flows === true
  }

  get isClosed(): boolean {
    return this.#closed
  }

  /** Whether the browser has made it, and nobody has closed it. */
  get isOpen(): boolean {
    return this.#peer !== null && !this.#closed
  }

  /** Whether the SDK has it, be it that the browser has made it or will. */
  get isPrepared(): boolean {
    return this.#isPrepared && !this.#closed
  }

  get progress(): Progress {
    return this.#progress
  }

  /** Prepares the connection. That of a subscriber is made when its offer has its turn (observed: `live/statistics/subscriber-before-its-turn`). */
  prepare(prepared: () => void): void {
    const done = (): void => {
      this.#isPrepared = true
      prepared()
    }
    this.#after(this.#host.preparationMs(), done, `the connection of a ${this.side} to be prepared`)
  }

  /** Makes the connection of a publisher, which offers as soon as it has its tracks. */
  open(): void {
    this.prepare(() => this.#make((peer) => this.#begin(peer)))
  }

  #begin(peer: Peer): void {
    try {
      peer.addTracks()
      this.#progress = 'offering'
    } catch {
      this.#progress = 'without-tracks'
    }
    this.requestOffer()
  }

  /** Asks for an offer; requests that come together lead to one. */
  requestOffer(): void {
    if (this.#peer === null || this.#closed || this.#progress === 'without-tracks') return
    this.#host.client.clock.cancel(this.#offerTimer)
    this.#offerTimer = this.#after(offerDelayMs, () => this.#offerInTurn(), 'an offer to be made')
  }

  /** The other side has answered an offer. */
  answered(quality: OfferQuality): void {
    const peer = this.#peer
    if (peer === null || this.#closed) return
    if (quality === 'empty') return this.#fail('remote')
    this.watch('quality')
    this.#guarded('remote', () => {
      peer.setRemoteDescription(quality === 'good', (problem) => {
        if (this.#closed) return
        if (problem !== null) return this.#fail('remote')
        if (this.#progress === 'offered') this.#progress = 'answered'
      })
      this.#negotiated()
    })
  }

  /** The other side offers. */
  offered(usable: boolean): void {
    const take = (peer: Peer): void => (usable ? this.#answer(peer) : this.#fail('codecs'))
    if (this.#peer !== null) take(this.#peer)
    else if (this.#isPrepared) this.#make(take)
  }

  /** A way to the other side has become known. */
  trickled(): void {
    if (this.#peer === null || this.#peer.isClosed) this.#candidates++
    else this.#peer.addCandidate()
  }

  restart(): void {
    if (this.#peer !== null && !this.#closed) this.#restart.demand()
  }

  /** @throws BrowserRefusal where the browser does not take it. */
  setConfiguration(): void {
    if (this.#peer === null) return
    this.#demandServers()
    this.#peer.setConfiguration()
    this.restart()
  }

  /** Asks the browser for its statistics, unless there is a report that is given to this reader; rejects with a {@link BrowserRefusal}. */
  askForStats(reader: StatsReader): Promise<void> {
    return new Promise((resolve, reject) => {
      const told = (problem: CaptureProblem | null): void =>
        problem === null ? resolve() : reject(new BrowserRefusal(problem))
      if (this.#peer === null) resolve()
      else this.#kept.read(reader, this.#now, told, (isKept, told) => this.#peer?.getStats(isKept, told))
    })
  }

  /** The SDK looks by itself at the statistics from a while later on, unless it does already; null: no more. */
  watch(look: OwnLook, laterMs: number | null = 0, now: number = this.#now): void {
    this.#kept.look(look, laterMs === null ? null : now + laterMs, now)
  }

  report(state: IceState, recovers: boolean | null = null): void {
    // A browser that tells once more of a path that it has is heard as if there were another.
    if (state === 'connected' && this.#peer?.state === state) this.#watchPath()
    this.#peer?.report(state, recovers)
  }

  carry(carried: boolean): void {
    this.#carry({ here: carried })
  }

  /** The network of the other side carries what goes over the path, or does not any more. */
  carryThere(carried: boolean): void {
    this.#carry({ there: carried })
  }

  #carry(change: Partial<Carriage>): void {
    this.#carriage = { ...this.#carriage, ...change }
    this.#peer?.carry(this.isCarried)
    this.#host.carried()
  }

  /** A subscriber has nothing to offer: what it receives is negotiated anew by the other side. */
  renegotiate(): void {
    if (this.side === 'publisher') this.requestOffer()
  }

  decrypted(outcome: string): void {
    if (!this.#closed) this.#host.decrypted(outcome)
  }

  close(): void {
    this.#closed = true
    const timers = [this.#offerTimer, this.#failedTimer, ...this.#timers.splice(0)]
    for (const timer of timers) this.#host.client.clock.cancel(timer)
    this.#restart.close()
    this.#peer?.close()
    this.#host.client.media.leave(this)
  }

  /** @throws BrowserRefusal where the browser does not take the servers of the session. */
  #demandServers(): void {
    const refusal = refusalOf(this.#host.servers())
    if (refusal !== null) throw new BrowserRefusal(refusal)
  }

  #make(made: (peer: Peer) => void): void {
    const { client, side, identity, kind } = this.#host
    const untested = side === 'publisher' ? client.media.troubleInTest('createOffer') : null
    // A browser that fails the SDK's own test gets no connection, and nothing is told (recorded: `webrtc/publish/createOffer-rejects-also-in-probe`).
    if (untested !== null) return this.#escaped(problemOf('createOffer', untested))
    this.#guarded('create', () => {
      this.#demandServers()
      this.#peer = new Peer({
        client,
        side,
        identity,
        kind,
        events: {
          ice: (state, recovers) => this.#iceBecame(state, recovers),
          tracks: () => this.#host.tracks(),
          path: () => this.#pathFound(),
          closed: () => this.close(),
        },
      })
      client.media.enter(this)
      client.reports.connects(side)
    })
    if (this.#peer === null) return
    this.#carry({ here: client.media.isCarried })
    for (; this.#candidates > 0; this.#candidates--) this.#peer.addCandidate()
    made(this.#peer)
  }

  // An offer waits until the one before it was answered.
  #offerInTurn(): void {
    if (this.#negotiating) this.#queued++
    else this.#offer()
  }

  #negotiated(): void {
    this.#negotiating = false
    if (this.#queued === 0) return
    this.#queued--
    this.#offer()
  }

  #offer(): void {
    const peer = this.#peer
    if (peer === null) return
    this.#negotiating = true
    const fresh = this.#restart.take() || peer.state === 'new'
    if (fresh) peer.restart()
    peer.createOffer((problem) => {
      if (this.#closed) return
      if (problem !== null) return this.#fail('offer')
      this.#describe(peer, () => this.#sendOffer(fresh))
    })
  }

  #sendOffer(fresh: boolean): void {
    if (this.#progress === 'offering') this.#progress = 'offered'
    this.#host.send('offer', fresh, (reply) => {
      if (!reply.status.startsWith('2') && this.#progress === 'offered') this.#progress = 'refused'
    })
  }

  // The SDK does not wait for the offer to be taken, so a rejection of it escapes to the page (recorded: `webrtc/subscribe/setRemoteDescription-rejects*`).
  #answer(peer: Peer): void {
    peer.renew()
    this.#guarded('remote', () => {
      peer.setRemoteDescription(true, (problem) => {
        if (problem !== null) this.#escaped(problem)
      })
      peer.createAnswer((problem) => {
        if (this.#closed) return
        if (problem !== null) return this.#fail(peer.hasOffer ? 'answer' : 'rejected')
        this.#describe(peer, () => this.#sendAnswer(peer))
      })
    })
  }

  #sendAnswer(peer: Peer): void {
    this.#progress = 'answered'
    this.#host.send('answer', false, (reply) => {
      if (!reply.status.startsWith('2')) peer.refusedByOtherSide()
    })
  }

  // A description is sent once the browser has looked for its own ways to the other side.
  #describe(peer: Peer, send: () => void): void {
    peer.setLocalDescription((problem) => {
      if (this.#closed) return
      if (problem !== null) return this.#fail('local')
      if (this.side === 'subscriber') this.watch('quality', answerLookMs)
      this.#host.send('candidate', false, () => {})
      const tell = (): void => {
        send()
        peer.described()
      }
      this.#after(gatheringMs, tell, 'the candidates of a connection')
    })
  }

  #iceBecame(state: IceState, recovers: boolean | null): void {
    if (this.#closed) return
    if (recovers !== null) this.#recovers = recovers
    if (state === 'connected' || state === 'completed') {
      this.#progress = 'connected'
      this.#host.client.clock.cancel(this.#failedTimer)
      this.#restart.settle()
    }
    if (state === 'connected' && (this.#peer?.hasPath || this.#peer?.followsCourse)) this.#watchPath()
    if (state === 'failed') this.#progress = 'failed'
    const previous = this.#previous
    this.#previous = state
    this.#host.ice(state)
    if (this.#closed) return
    if (state === 'disconnected' && !this.#restart.again()) this.#awaitFailure()
    // A path that fails after a disconnection was connected once: the SDK does not call that a failure to connect.
    if (state === 'failed' && previous !== 'disconnected') this.#fail('ice')
  }

  #awaitFailure(): void {
    const kind = (): WaitKind => (this.#host.isAwaited() ? 'work' : 'calendar')
    this.#failedTimer = this.#host.client.clock.after(
      disconnectedToFailedMs,
      () => {
        this.#previous = 'failed'
        this.#host.ice('failed')
      },
      { what: 'a disconnected path to be taken for failed', kind },
    )
  }

  #guarded(stage: FailedStage, run: () => void): void {
    try {
      run()
    } catch {
      this.#fail(stage)
    }
  }

  // A browser's rejection that no code listens to.
  #escaped(problem: CaptureProblem): void {
    this.#host.client.onUncaught('unhandledrejection', rawBrowserError(problem))
  }

  #fail(stage: FailedStage): void {
    this.#host.failed(stage, this.#recovers)
  }

  #pathFound(): void {
    if (this.side === 'subscriber') this.watch('picture', picturingMs)
    else if (this.#peer?.followsCourse === false) this.#watchPath(publisherLookMs)
    this.#host.path()
  }

  #watchPath(laterMs = 0, now: number = this.#now): void {
    if (this.side === 'subscriber') return
    this.#kept.look('sound', now + laterMs, now, true)
    for (const look of this.#host.watched()) this.watch(look, laterMs, now)
  }

  get #now(): number {
    return this.#host.client.clock.now()
  }

  #after(delayMs: number, run: () => void, what: string): Timer {
    const timer = this.#host.client.clock.after(delayMs, () => this.#closed || run(), { what, kind: this.#host.kind })
    this.#timers.push(timer)
    return timer
  }
}
