import { usualLoudness } from '../backend/people/participants.ts'
import type { IceState, PeerStep } from '../contract/peer-path.ts'
import type { SimulatedDevices } from '../dom/devices/devices.ts'
import { SimulatedTrack } from '../dom/devices/tracks.ts'
import { demandEffect } from '../kernel/effect.ts'
import type { Track } from '../ports/track.ts'
import type {
  ElementPlan,
  MediaConditions,
  OpenConnection,
  PeerMatch,
  StepTrouble,
} from '../sdk/base/media-conditions.ts'
import type { OTClient } from '../sdk/ot/init-session.ts'
import { actorsOf, type MediaObject, type MediaTarget } from './media-objects.ts'
import { QualityControls } from './quality.ts'

export type { MediaTarget } from './media-objects.ts'

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

/** The media path in the test author's hands: negotiation, paths, media elements, tracks, decryption. */
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
   * The media path of each coming connection takes these states, one after the other, and keeps the last one. Only `path()` changes it
   * then.
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
   * @throws NoEffect where no connection is meant.
   *
   * @example
   * simulator.media.path('disconnected')
   */
  path(state: IceState, target: MediaTarget = {}): void {
    for (const connection of this.#connections('path', { state }, target)) connection.report(state)
  }

  /**
   * The connections that send negotiate their tracks anew; the other side negotiates those that receive.
   * @throws NoEffect where no connection is meant.
   * @example simulator.media.renegotiate({ of: 'publisher' })
   */
  renegotiate(target: MediaTarget = {}): void {
    const sent = ({ side }: OpenConnection): boolean => side === 'publisher'
    for (const connection of this.#connections('renegotiate', {}, target, sent)) connection.renegotiate()
  }

  /**
   * The browser closes connections by itself.
   * @throws NoEffect where no connection is meant.
   * @example simulator.media.closeConnections({ of: 'subscriber' })
   */
  closeConnections(target: MediaTarget = {}): void {
    for (const connection of this.#connections('closeConnections', {}, target)) connection.close()
  }

  /**
   * Received media cannot be decrypted with the secret that is there, or can be again. Sessions without a secret do not look.
   *
   * @throws NoEffect where no session has a secret, or no subscriber that is meant receives media.
   *
   * @example
   * simulator.media.decryption('mismatch')
   */
  decryption(outcome: 'mismatch' | 'ok', target: Pick<MediaTarget, 'stream'> = {}): void {
    const sessions = [...this.#parts.client.registry.sessions.values()]
    const withSecret = sessions.filter(({ _model }) => _model.frameKey !== undefined)
    demandEffect('media.decryption', withSecret, nothingEncrypted)
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

  /**
   * Media elements report a MediaError, by its code: 1 aborted, 2 network, 3 decode, 4 source not supported.
   * @example simulator.media.failElements(3, { of: 'subscriber' })
   */
  failElements(code: number, target: MediaTarget = {}): void {
    for (const { hooks } of this.#elements('failElements', { code }, target)) hooks.fail(code)
  }

  /**
   * The media of elements comes to its end.
   * @example simulator.media.endElements({ of: 'publisher' })
   */
  endElements(target: MediaTarget = {}): void {
    for (const { hooks } of this.#elements('endElements', {}, target)) hooks.end()
  }

  /**
   * The browser plays on without sound, until the application asks for it.
   *
   * @example
   * simulator.media.blockSound()
   */
  blockSound(target: Pick<MediaTarget, 'stream'> = {}): void {
    for (const { hooks } of this.#heard('blockSound', {}, target, ({ isBlocked }) => !isBlocked)) hooks.block()
  }

  /**
   * The browser plays on without sound, and refuses each request for sound with an error of this name.
   * @example simulator.media.refuseSound('NotAllowedError')
   */
  refuseSound(error = 'NotAllowedError', target: Pick<MediaTarget, 'stream'> = {}): void {
    for (const { hooks } of this.#heard('refuseSound', { error }, target)) {
      hooks.refusePlayback(error)
      hooks.block()
    }
  }

  /**
   * The browser lets sound be played again; the application still has to ask for it.
   * @example simulator.media.allowSound()
   */
  allowSound(target: Pick<MediaTarget, 'stream'> = {}): void {
    const refuses = ({ hooks }: MediaObject): boolean => hooks.refusesSound
    const found = this.#able('allowSound', {}, { ...target, of: 'subscriber' }, refuses, nothingRefused)
    for (const { hooks } of found) hooks.allowPlayback()
  }

  /**
   * The person at this client's microphone speaks, until `silence()`: publishers that have the microphone and subscribers of other
   * clients dispatch `audioLevelUpdated` some 60 times a second, unless the sound is muted. The journal has one of them a second.
   *
   * @param options `loudness`: above 0 up to 1, default 0.6.
   * @throws RangeError for a loudness that there is not.
   *
   * @example
   * simulator.media.speak()
   * simulator.media.silence()
   */
  speak({ loudness = usualLoudness }: { readonly loudness?: number } = {}): void {
    if (this.#parts.conditions.loudness === loudness) {
      throw new Error(`media.speak() has no effect: the person at this microphone speaks at ${loudness} already.`)
    }
    this.#setLoudness('speak', loudness)
  }

  /**
   * The person at this client's microphone speaks no longer.
   *
   * @throws Error where the person is silent already.
   * @example simulator.media.silence()
   */
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

  /**
   * Tracks end by themselves, as when their device is lost.
   * @example simulator.media.endTracks('audio') // mediaStopped
   */
  endTracks(kind: 'audio' | 'video' | 'all' = 'all', target: MediaTarget = { of: 'publisher' }): void {
    const tracks = this.#tracks('endTracks', kind, target)
    for (const track of tracks) track.stop()
    for (const track of tracks) this.#parts.devices.endTrack(track)
  }

  /**
   * The system gives nothing to tracks, as a phone does during a call.
   * @example simulator.media.muteTracks('video')
   */
  muteTracks(kind: 'audio' | 'video' | 'all' = 'all', target: MediaTarget = { of: 'publisher' }): void {
    const tracks = this.#tracks('muteTracks', kind, target, ({ muted }) => muted !== true)
    for (const track of tracks) if (track instanceof SimulatedTrack) track.remoteMute(true)
    for (const track of tracks) this.#parts.devices.muteTrack(track)
  }

  /**
   * Everything goes well from now on: steps, coming paths, elements. Paths stay in the state that they were told to be in.
   * @example simulator.media.mend()
   */
  mend(): void {
    this.#note('mend', {})
    this.#parts.conditions.mend()
    const { publishers, subscribers } = this.#parts.client.registry
    for (const { _model } of [...publishers, ...subscribers]) _model.widget.media.allowPlayback()
  }

  #note(what: string, detail: Readonly<Record<string, unknown>>): void {
    this.#parts.note(`media.${what}`, detail)
  }

  /** The open connections that are meant and able to. */
  #connections(
    what: string,
    detail: Readonly<Record<string, unknown>>,
    target: MediaTarget,
    able: (connection: OpenConnection) => boolean = () => true,
  ): readonly OpenConnection[] {
    const found = this.#parts.conditions.connections(matchOf(target)).filter(able)
    demandEffect(`media.${what}`, found, lackOfConnections(this.#parts.conditions.connections()))
    this.#note(what, { ...detail, ...target })
    return found
  }

  #able(
    what: string,
    detail: Readonly<Record<string, unknown>>,
    target: MediaTarget,
    able: (object: MediaObject) => boolean,
    lack: string,
  ): readonly MediaObject[] {
    return actorsOf(this.#parts, { name: `media.${what}`, detail, target, lack }, able)
  }

  /** Those whose media element has something to play. */
  #elements(what: string, detail: Readonly<Record<string, unknown>>, target: MediaTarget): readonly MediaObject[] {
    return this.#able(what, detail, target, ({ hooks }) => hooks.isPlaying, noElement)
  }

  /** Subscribers that can be heard. */
  #heard(
    what: string,
    detail: Readonly<Record<string, unknown>>,
    target: Pick<MediaTarget, 'stream'>,
    able: (object: MediaObject) => boolean = () => true,
  ): readonly MediaObject[] {
    const audible = (object: MediaObject): boolean =>
      object.hooks.isPlaying && object.tracks.some(({ kind }) => kind === 'audio') && able(object)
    return this.#able(what, detail, { ...target, of: 'subscriber' }, audible, notAudible)
  }

  /** The tracks that are meant, as far as they have not ended. */
  #tracks(
    what: string,
    kind: 'audio' | 'video' | 'all',
    target: MediaTarget,
    able: (track: Track) => boolean = () => true,
  ): readonly Track[] {
    const meant = (track: Track): boolean =>
      track.readyState === 'live' && (kind === 'all' || track.kind === kind) && able(track)
    const has = ({ tracks }: MediaObject): boolean => tracks.some(meant)
    const found = this.#able(what, { kind }, target, has, noTrack(kind))
    return found.flatMap(({ tracks }) => tracks.filter(meant))
  }
}

const noElement = 'no media element that is meant has anything to play at this time. Await settled() first.'

const notAudible =
  'no subscriber that is meant plays sound at this time: it has none, or it is blocked already. Subscribe to a stream with sound first.'

const nothingRefused = 'no subscriber was told to refuse its sound. Call media.refuseSound() first.'

const nothingEncrypted =
  'no session of this client is encrypted and has a secret, so that nothing is decrypted. Call room.setRules({ encrypted: true }), and give OT.initSession() an encryptionSecret, first.'

const noTrack = (kind: string): string =>
  `no ${kind === 'all' ? '' : `${kind} `}track is there that could: it was not captured yet, was not asked for, or has come to that already.`

function lackOfConnections(open: readonly OpenConnection[]): string {
  if (open.length === 0) {
    return 'no media connection is open at this time. Publish a publisher, or subscribe to a stream, first.'
  }
  const named = open.map(({ side, streamId }) => `that of a ${side} of the stream ${streamId ?? 'to come'}`)
  return `none of the open media connections is meant. There are: ${named.join(', ')}.`
}
