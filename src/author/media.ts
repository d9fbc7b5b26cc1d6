import { usualLoudness } from '../backend/people/participants.ts'
import type { SimulatedDevices } from '../dom/devices/devices.ts'
import { SimulatedTrack } from '../dom/devices/tracks.ts'
import type { Track } from '../ports/track.ts'
import type {
  ElementPlan,
  IceState,
  MediaConditions,
  OpenConnection,
  PeerMatch,
  PeerStep,
  StepTrouble,
} from '../sdk/base/media-conditions.ts'
import type { OTClient } from '../sdk/ot/init-session.ts'
import { type MediaTarget, type Party, parties } from './parties.ts'
import { QualityControls } from './quality.ts'

export type { MediaTarget } from './parties.ts'

/** How a step of a connection goes wrong. */
export interface StepOptions extends MediaTarget {
  /** Default `rejects`. `hangs`: it never answers. */
  readonly how?: Extract<StepTrouble['how'], 'rejects' | 'throws' | 'hangs'>
  /** The name of the browser's error. Default `OperationError`. */
  readonly error?: string
  /** How many calls still work. Default 0. */
  readonly after?: number
  /** How many calls go wrong. Default: all. */
  readonly times?: number
}

/** How the paths of coming connections go. */
export interface PathOptions extends MediaTarget {
  /** How many connections. Default: all. */
  readonly times?: number
}

export interface MediaControlParts {
  readonly conditions: MediaConditions
  readonly client: OTClient
  readonly devices: SimulatedDevices
  readonly note: (what: string, detail: Readonly<Record<string, unknown>>) => void
}

const matchOf = ({ of, stream }: MediaTarget): PeerMatch => ({
  ...(of === undefined ? {} : { of }),
  ...(stream === undefined ? {} : { streamId: stream }),
})

/** What becomes of media on its way, in the test author's hands: negotiation, paths, media elements, tracks, decryption. */
export class MediaControls {
  /** How well media is carried: the network, the encoder, the picture, the computer. */
  readonly quality: QualityControls
  readonly #parts: MediaControlParts

  constructor(parts: MediaControlParts) {
    this.#parts = parts
    this.quality = new QualityControls(parts)
  }

  /**
   * Makes a step of negotiation go wrong, on connections that are there and on coming ones.
   *
   * @throws RangeError for a step that there is not.
   *
   * @example
   * simulator.media.fail('createAnswer', { times: 1 })
   */
  fail(step: PeerStep, options: StepOptions = {}): void {
    this.#note('fail', { step, ...options })
    const { of: _of, stream: _stream, how = 'rejects', ...rest } = options
    this.#parts.conditions.fail({ step, how, ...rest, ...matchOf(options) })
  }

  /**
   * The paths of coming connections take these states, one after the other, and stay in the last; from then on nothing
   * changes them but `path()`.
   *
   * @example
   * simulator.media.planPath(['checking', 'failed'], { of: 'subscriber' })
   */
  planPath(states: readonly IceState[], options: PathOptions = {}): void {
    this.#note('planPath', { states, ...options })
    const { times } = options
    this.#parts.conditions.plan({ states, ...(times === undefined ? {} : { times }), ...matchOf(options) })
  }

  /**
   * The paths of open connections are in this state, until they are said to be in another.
   *
   * @example
   * simulator.media.path('disconnected')
   */
  path(state: IceState, target: MediaTarget = {}): void {
    for (const connection of this.#connections('path', { state }, target)) connection.report(state)
  }

  /** What is sent is negotiated anew. */
  renegotiate(target: MediaTarget = {}): void {
    for (const connection of this.#connections('renegotiate', {}, target)) connection.renegotiate()
  }

  /** The browser closes connections by itself. */
  closeConnections(target: MediaTarget = {}): void {
    for (const connection of this.#connections('closeConnections', {}, target)) connection.closedByBrowser()
  }

  /**
   * Received media cannot be decrypted with the secret that is there, or can be again. Sessions without a secret do not look.
   *
   * @example
   * simulator.media.decryption('mismatch')
   */
  decryption(outcome: 'mismatch' | 'ok', target: Pick<MediaTarget, 'stream'> = {}): void {
    const connections = this.#connections('decryption', { outcome }, { ...target, of: 'subscriber' })
    for (const connection of connections) connection.decrypted(outcome)
  }

  /**
   * Media elements behave like this from the next media on; what is arranged later goes before what was arranged earlier.
   *
   * @example
   * simulator.media.arrangeElements({ of: 'subscriber', blocksSound: true })
   */
  arrangeElements(plan: ElementPlan): void {
    this.#note('arrangeElements', { ...plan })
    this.#parts.conditions.arrange(plan)
  }

  /** Media elements report a MediaError, by its code: 1 aborted, 2 network, 3 decode, 4 source not supported. */
  failElements(code: number, target: MediaTarget = {}): void {
    for (const { hooks } of this.#parties('failElements', { code }, target)) hooks.fail(code)
  }

  /** The media of elements comes to its end. */
  endElements(target: MediaTarget = {}): void {
    for (const { hooks } of this.#parties('endElements', {}, target)) hooks.end()
  }

  /**
   * The browser plays on without sound, until the application asks for it.
   *
   * @example
   * simulator.media.blockSound()
   */
  blockSound(target: Pick<MediaTarget, 'stream'> = {}): void {
    for (const { hooks } of this.#parties('blockSound', {}, { ...target, of: 'subscriber' })) hooks.block()
  }

  /** The browser plays on without sound, and refuses it by an error of this name to whoever asks. */
  refuseSound(error = 'NotAllowedError', target: Pick<MediaTarget, 'stream'> = {}): void {
    for (const { hooks } of this.#parties('refuseSound', { error }, { ...target, of: 'subscriber' })) {
      hooks.refusePlayback(error)
      hooks.block()
    }
  }

  /** The browser lets sound be played again; the application still has to ask for it. */
  allowSound(target: Pick<MediaTarget, 'stream'> = {}): void {
    for (const { hooks } of this.#parties('allowSound', {}, { ...target, of: 'subscriber' })) hooks.allowPlayback()
  }

  /**
   * The person at this client's microphone speaks, until told to be silent: whoever publishes it measures it by
   * `audioLevelUpdated`, and so do subscribers of other clients, as far as the sound is not muted.
   *
   * @param options `loudness`: above 0 up to 1, default 0.6.
   * @throws RangeError for a loudness that there is not.
   *
   * @example
   * simulator.media.speak()
   * simulator.media.silence()
   */
  speak({ loudness = usualLoudness }: { readonly loudness?: number } = {}): void {
    this.#setLoudness('speak', loudness)
  }

  /** The person at this client's microphone speaks no longer. */
  silence(): void {
    if (this.#parts.conditions.loudness === 0) {
      throw new Error('media.silence() has no effect: nobody speaks at this microphone. Call media.speak() first.')
    }
    this.#setLoudness('silence', 0)
  }

  #setLoudness(verb: string, loudness: number): void {
    this.#note(verb, verb === 'speak' ? { loudness } : {})
    const { conditions, client } = this.#parts
    conditions.loudness = loudness
    for (const { _model } of client.registry.publishers) {
      const { session, streamId, isPublished } = _model
      _model.hooks.loudnessChanged()
      const connectionId = session?.connection?.id
      if (session === null || !isPublished || streamId === undefined || connectionId === undefined) continue
      client.link.media({ sessionId: session.sessionId, connectionId, streamId, loudness })
    }
  }

  /** Tracks end by themselves, as when their device is lost. */
  endTracks(kind: 'audio' | 'video' | 'all' = 'all', target: MediaTarget = { of: 'publisher' }): void {
    const tracks = this.#tracks('endTracks', kind, target)
    for (const track of tracks) track.stop()
    for (const track of tracks) this.#parts.devices.endTrack(track)
  }

  /** The system gives nothing to tracks, as a phone does during a call. */
  muteTracks(kind: 'audio' | 'video' | 'all' = 'all', target: MediaTarget = { of: 'publisher' }): void {
    const tracks = this.#tracks('muteTracks', kind, target)
    for (const track of tracks) if (track instanceof SimulatedTrack) track.remoteMute(true)
    for (const track of tracks) this.#parts.devices.muteTrack(track)
  }

  /** Everything goes well from now on: steps, coming paths, elements. Paths stay in the state that they were told to be in. */
  mend(): void {
    this.#note('mend', {})
    this.#parts.conditions.mend()
    for (const { hooks } of parties(this.#parts.client.registry, {})) hooks.allowPlayback()
  }

  #note(what: string, detail: Readonly<Record<string, unknown>>): void {
    this.#parts.note(`media.${what}`, detail)
  }

  #connections(
    what: string,
    detail: Readonly<Record<string, unknown>>,
    target: MediaTarget,
  ): readonly OpenConnection[] {
    this.#note(what, { ...detail, ...target })
    return this.#parts.conditions.connections(matchOf(target))
  }

  #parties(what: string, detail: Readonly<Record<string, unknown>>, target: MediaTarget): readonly Party[] {
    const found = parties(this.#parts.client.registry, target)
    this.#note(what, { ...detail, ...target })
    return found
  }

  #tracks(what: string, kind: 'audio' | 'video' | 'all', target: MediaTarget): readonly Track[] {
    const tracks = this.#parties(what, { kind }, target).flatMap((party) => party.tracks)
    return tracks.filter((track) => kind === 'all' || track.kind === kind)
  }
}
