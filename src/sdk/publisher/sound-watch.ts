import type { Timer } from '../../kernel/time/clock.ts'
import type { MediaConnection } from '../media/connection.ts'
import type { PublisherMicrophone } from './microphone.ts'
import type { PublisherModel } from './model.ts'

/** How often the SDK looks whether bytes of sound have gone out, from the moment on when a path is connected (recorded: `webrtc/sound/track-ended`). */
const lookMs = 3000

/** The looks at the sound of one connection. */
interface Looks {
  readonly connection: MediaConnection
  /** When its path was connected. */
  readonly since: number
  /** Sound went out over this connection before that. */
  readonly hasSent: boolean
  /** When sound last went out; infinity: it goes out now. */
  until: number
  /** The last look found no sound, and it was told. */
  isMissed: boolean
  timer: Timer | undefined
}

/**
 * Tells that a microphone gives nothing to send, and that it gives something again: `audioAcquisitionProblem` and
 * `audioAcquisitionProblemResolved`, as the SDK does that looks at its statistics. Sound that is turned off is sent as silence, and
 * is no problem (recorded: `webrtc/sound/muted-and-unmuted`). Looks that can find nothing new are left out.
 */
export class SoundWatch {
  readonly #model: PublisherModel
  readonly #microphone: PublisherMicrophone
  #looks: Map<string | null, Looks> = new Map()
  readonly #forget: () => void

  constructor(model: PublisherModel, microphone: PublisherMicrophone) {
    this.#model = model
    this.#microphone = microphone
    this.#forget = model.client.devices.watch({ soundChanged: () => model.hooks.soundChanged() })
  }

  /** The path to the router (null), or to a subscriber of a relayed session, is connected: looking begins anew. */
  connected(remote: string | null): void {
    const connection = this.#connectionTo(remote)
    if (connection === undefined) return
    const before = this.#looks.get(remote)
    this.#model.client.clock.cancel(before?.timer)
    const hasSent = before?.connection === connection && before.until > before.since
    const since = this.#model.client.clock.now()
    const until = Number.POSITIVE_INFINITY
    this.#looks.set(remote, { connection, since, hasSent, until, isMissed: false, timer: undefined })
    this.changed()
  }

  /** Something has happened to the microphone, or to its track. */
  changed(): void {
    const flows = this.#flows
    const now = this.#model.client.clock.now()
    for (const looks of this.#looks.values()) {
      if (flows) looks.until = Number.POSITIVE_INFINITY
      else if (looks.until > now) looks.until = now
      this.#lookNext(looks)
    }
  }

  stop(): void {
    this.#forget()
    for (const { timer } of this.#looks.values()) this.#model.client.clock.cancel(timer)
    this.#looks.clear()
  }

  /** Whether there is something to send, silence too; without a microphone there is nothing to look at (recorded: `webrtc/sound/without-a-microphone`). */
  get #flows(): boolean {
    const [track, source] = [this.#microphone.track(), this.#microphone.source()]
    if (track === null || source === null) return true
    return track.readyState === 'live' && source.readyState === 'live' && !this.#model.client.devices.isTaken(source)
  }

  #connectionTo(remote: string | null): MediaConnection | undefined {
    return this.#model.outgoing.connections.find(({ subscriberId }) => subscriberId === remote)?.connection
  }

  // Nothing new can be found while sound goes out that was not missed, or none goes out that was.
  #lookNext(looks: Looks): void {
    const { clock } = this.#model.client
    const flows = looks.until === Number.POSITIVE_INFINITY
    if (looks.timer !== undefined || flows !== looks.isMissed) return
    const sinceLast = (clock.now() - looks.since) % lookMs
    looks.timer = clock.after(lookMs - sinceLast, () => this.#look(looks), {
      what: 'the next look at the bytes of sound',
      kind: 'work',
    })
  }

  #look(looks: Looks): void {
    looks.timer = undefined
    if (looks.connection.isClosed) return
    const last = this.#model.client.clock.now() - lookMs
    const isFirst = last <= looks.since
    const hasGrown = looks.until > last || (isFirst && looks.hasSent)
    if (hasGrown === looks.isMissed) {
      looks.isMissed = !hasGrown
      if (hasGrown) this.#model.localMedia.soundFound()
      // A path that is down carries nothing, and that is no fault of the microphone (read: the SDK's source).
      else if (looks.connection.isConnected) this.#model.localMedia.soundLost('getStats')
    }
    this.#lookNext(looks)
  }
}
