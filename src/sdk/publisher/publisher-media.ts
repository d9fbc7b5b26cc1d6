import type { FailureId } from '../../contract/failures.ts'
import { mediaTransitions, type PublisherMediaState } from '../../contract/lifecycles.ts'
import { captureFailure } from '../../contract/replies.ts'
import { NamedState } from '../../kernel/named-state.ts'
import { doNothing } from '../../kernel/values.ts'
import type { CaptureAnswer, CaptureProblem, MediaRequest } from '../../ports/devices.ts'
import type { Media, Track } from '../../ports/track.ts'
import type { Widget } from '../../ports/view.ts'
import type { Client } from '../base/client.ts'
import { dispatched, SdkEvent } from '../base/events.ts'
import { captureError, errorOf } from '../base/fail.ts'
import { raise } from '../base/gate.ts'
import type { Listeners } from '../base/listeners.ts'
import type { Failure } from '../base/ot-error.ts'
import { watchAccessDialog } from '../devices/access-dialog.ts'
import { fitToDevices } from '../devices/present-devices.ts'
import { screenObstacle } from '../devices/screen-sharing.ts'
import { type ElementIdentity, showMedia } from '../media/element.ts'
import { elementFailure } from '../media/media-failures.ts'
import { armedCaptureProblem, armedConstraintFailure } from '../media/publish-faults.ts'
import { firstPictureMs, pictureLimitMs } from '../media/timing.ts'
import { isOutOfReach } from './audio-filter.ts'
import type { PublisherHooks } from './hooks.ts'
import type { PublisherSettings } from './properties.ts'
import { TrackEnds } from './track-ends.ts'
import { showsNothing } from './video-filter.ts'

/** The device that was refused; `device` where the SDK does not tell which. */
type RefusedDevice = 'device' | 'camera' | 'microphone'

/**
 * Unable to publish, the code of `accessDenied` in every dialect (observed with SDK 2.35.2; recordings keep no code of this event).
 */
const code = 1500

/**
 * The event `accessDenied`. Applications read the first word of its message, which is the device (observed with SDK 2.35.2;
 * recordings keep no messages).
 */
const accessDenied = (device: RefusedDevice, when: string): SdkEvent =>
  new SdkEvent('accessDenied', false, {
    error: undefined,
    message: `${device}: permission was refused ${when}`,
    title: 'accessDenied',
    code,
    component: undefined,
  })

/** The publisher that the media is for. */
export interface MediaHost {
  readonly client: Client
  readonly facade: Listeners
  readonly settings: PublisherSettings
  readonly widget: Widget
  readonly isDestroyed: boolean
  /** Whether a publish waits for something. */
  readonly isPublishing: boolean
  readonly streamId: string | undefined
  /** The handler of `OT.initPublisher` is told, once. */
  initialised(error?: Failure): void
  /** The calls by which the parts hear of changes. */
  readonly hooks: PublisherHooks
  loaded(): void
  /** A publish that waits for the media will not get it. */
  failed(error: Failure): void
  /** All of the media has ended. */
  ended(): void
  /** Something about the tracks is different. */
  changed(): void
}

function constraintProblem({ invalidConstraints, impossibleSize }: PublisherSettings): FailureId | null {
  if (invalidConstraints) return 'OT.initPublisher/no-valid-constraints'
  return impossibleSize ? 'OT.initPublisher/constraints-not-satisfied' : null
}

/**
 * How long the SDK waits for a word of an extension that is not there (recorded:
 * `OT.initPublisher/screen/extension-not-installed`).
 */
const extensionPatienceMs = 4000

/** A publisher's own media: capture, the element that shows it, and its tracks' ends. */
export class PublisherMedia {
  readonly #host: MediaHost
  readonly #state: NamedState<PublisherMediaState> = new NamedState(
    'the media of a publisher',
    mediaTransitions,
    'asked',
  )
  stream: Media | null = null
  accessAllowed = false
  /**
   * The microphone was lost, and not found again, which is what a publish that times out is then blamed on (recorded:
   * `webrtc/publish/audio-track-ended-before-publish-until-timeout`).
   */
  hasLostSound = false
  /**
   * The element has failed: nothing that is published with it is ever taken for published (recorded:
   * `webrtc/publishing/video-element-error-3`).
   */
  isBroken = false
  /** When the element was given the media. */
  #boundAt: number | null = null
  #closeDialog: () => void = doNothing
  #stopWatching: () => void = doNothing
  readonly #ends: TrackEnds

  constructor(host: MediaHost) {
    this.#host = host
    this.#ends = new TrackEnds({
      client: host.client,
      tracks: () => this.stream?.getTracks() ?? [],
      lost: (track) => {
        if (track.kind === 'audio') this.soundLost('trackEndedEvent')
      },
      oneEnded: (track) => this.#trackEnded(track),
      allEnded: () => this.elementEnded(),
    })
  }

  get state(): PublisherMediaState {
    return this.#state.name
  }

  /** The state of the media; where that is `ended`, the one before. */
  get stateBeforeEnd(): Exclude<PublisherMediaState, 'ended'> {
    const { name, previous } = this.#state
    if (name !== 'ended') return name
    return previous === 'ended' ? 'asked' : previous
  }

  /** How long it takes until the size of its picture is known, in milliseconds; 0 without a picture. */
  get firstPictureMs(): number {
    if (this.#boundAt === null || this.stream?.getVideoTracks().length === 0) return 0
    return Math.max(0, this.#boundAt + firstPictureMs - this.#host.client.clock.now())
  }

  /** Asks for media, or is refused it. */
  begin(refusal: FailureId | null): void {
    const { client, facade, settings } = this.#host
    const problem = refusal ?? armedConstraintFailure(client, this.#identity()) ?? constraintProblem(settings)
    if (problem !== null) {
      this.#later('the refusal of the media', () => this.#notCaptured(errorOf(client, problem), false))
      return
    }
    this.#closeDialog = watchAccessDialog(client, facade, () => !this.#host.isDestroyed)
    const answer: CaptureAnswer = {
      granted: (media) => this.#granted(media),
      denied: (problem) => this.#denied(problem),
    }
    fitToDevices(client, settings.request, (request) => this.#capture(request, answer))
  }

  /** Asks the devices, where they have what is asked for. */
  #capture(request: MediaRequest | null, answer: CaptureAnswer): void {
    const { client, isDestroyed } = this.#host
    // A publisher that is destroyed before the devices are listed asks for none (observed in Chromium, SDK 2.35.2).
    if (isDestroyed) return this.#cameTooLate()
    if (request === null) {
      this.#answered()
      return this.#notCaptured(errorOf(client, 'OT.initPublisher/no-valid-constraints'), false)
    }
    const armed = armedCaptureProblem(client, request.screen, this.#identity())
    const name = armed ?? (request.screen ? screenObstacle(client) : null)
    if (name === null) return client.devices.capture(request, answer)
    const message = armed === null ? 'The browser cannot share a screen.' : `The browser was told to answer ${name}.`
    const patienceMs = name === 'not-installed' ? extensionPatienceMs : 0
    this.#later('the refusal of the media', () => answer.denied({ name, message }), patienceMs)
  }

  /** Lets go of the devices. */
  release(): void {
    this.#missPicture()
    for (const track of this.stream?.getTracks() ?? []) track.stop()
    this.#ends.stop()
    this.#stopWatching()
  }

  // The SDK still waits for an element that was given its media, and finds that it never shows it (recorded:
  // `live/never/initPublisher/destroyed-unloaded`, `live/never/initPublisher/element-ended-unloaded`).
  #missPicture(): void {
    const { client, facade } = this.#host
    if (this.#boundAt === null || this.stateBeforeEnd !== 'asked') return
    const left = Math.max(0, this.#boundAt + pictureLimitMs - client.clock.now())
    const tell = (): void => raise({ client, facade }, errorOf(client, 'OT.initPublisher/media-element-bind-failed'))
    client.clock.after(left, tell, { what: 'the media of a publisher that was destroyed', kind: 'calendar' })
  }

  setTrackEnabled(kind: 'audio' | 'video', enabled: boolean): void {
    for (const track of this.stream?.getTracks() ?? []) if (track.kind === kind) track.enabled = enabled
  }

  #granted(media: Media): void {
    const { client, isDestroyed, settings } = this.#host
    this.#answered()
    if (isDestroyed) {
      for (const track of media.getTracks()) track.stop()
      return this.#cameTooLate()
    }
    this.stream = media
    if (isOutOfReach(client, settings.audioFilter)) return
    this.accessAllowed = true
    this.#host.hooks.granted()
    this.setTrackEnabled('audio', settings.publishAudio)
    this.setTrackEnabled('video', settings.publishVideo)
    this.#watch()
    this.#dispatch('accessAllowed', {})
    if (!this.#host.isDestroyed) this.#show(media)
  }

  // The event about the element comes before the element's own events.
  #show(media: Media): void {
    const { client, widget } = this.#host
    let whenShown: (() => void)[] | null = []
    const inOrder = (run: () => void): void => void (whenShown === null ? run() : whenShown.push(run))
    try {
      showMedia(client, widget, media, 'publisher', this.#identity(), {
        loaded: () => inOrder(() => this.#elementLoaded(media)),
        failed: (code) => inOrder(() => this.elementFailed(code)),
        ended: () => inOrder(() => this.elementEnded()),
        blocked: () => {},
      })
    } catch {
      return this.#notShown(errorOf(client, 'OT.initPublisher/media-element-bind-failed'))
    }
    this.#boundAt = this.#host.client.clock.now()
    this.#host.hooks.bound()
    this.#dispatch('mediaStreamAvailable', { mediaStream: media })
    this.#dispatch('videoElementCreated', { element: widget.videoElement })
    const waiting = whenShown
    whenShown = null
    for (const run of waiting) run()
  }

  #elementLoaded(media: Media): void {
    const { client, settings } = this.#host
    if (!showsNothing(client, settings.videoFilter, media)) return this.#loaded()
    this.#later('the first picture of a filter', () => this.#loaded(), pictureLimitMs)
  }

  #loaded(): void {
    const { isDestroyed, client } = this.#host
    if (this.stateBeforeEnd !== 'asked' || isDestroyed) return
    this.#become('ready')
    this.#host.loaded()
    client.registry.unblockAll()
  }

  /** The media element reports an error, whatever its code (recorded: `webrtc/initPublisher/video-element-error-*`). */
  elementFailed(code: number): void {
    const { client, facade, isDestroyed, isPublishing } = this.#host
    if (isDestroyed) return
    if (this.stateBeforeEnd === 'asked')
      return this.#notShown(errorOf(client, elementFailure('OT.initPublisher', code)))
    this.isBroken = true
    const error = isPublishing
      ? errorOf(client, elementFailure('Session.publish', code))
      : errorOf(client, 'Publisher/media-element-error')
    raise({ client, facade }, error)
    if (isPublishing) this.#host.failed(error)
  }

  #denied(problem: CaptureProblem): void {
    const { client, settings, isDestroyed } = this.#host
    this.#answered()
    if (isDestroyed) return
    const { id, silent } = captureFailure(problem.name, settings.request.screen ? 'screen' : 'camera')
    // Only a refused permission carries what the browser said (recorded: `live/media/getUserMedia/audio-only-NotAllowedError`, the
    // error's own keys).
    this.#notCaptured(silent ? captureError(client, id, problem) : errorOf(client, id), silent)
  }

  // Refused permission is told by an event of its own; every other failure by an exception (recorded:
  // `OT.initPublisher/getUserMedia/*`).
  #notCaptured(error: Failure, wasDenied: boolean): void {
    const { client, facade, widget } = this.#host
    this.#become('failed')
    // An application that kept the element finds everything in it still (observed in Chromium).
    widget.remove('whole')
    raise({ client, facade }, error)
    this.#host.initialised(error)
    if (wasDenied) this.#host.facade.dispatchEvent(accessDenied('device', 'while the publisher was made ready'))
    this.#host.failed(error)
  }

  // Media that cannot be shown leaves the publisher in the page, and the handler is called first (recorded:
  // `webrtc/initPublisher/video-element-error-3-before-loaded`).
  #notShown(error: Failure): void {
    const { client, facade } = this.#host
    this.#become('failed')
    this.isBroken = true
    this.#host.initialised(error)
    raise({ client, facade }, error)
    this.#host.failed(error)
  }

  #cameTooLate(): void {
    const { client, facade } = this.#host
    raise({ client, facade }, errorOf(client, 'OT.initPublisher/destroyed-before-media'))
  }

  #answered(): void {
    const close = this.#closeDialog
    this.#closeDialog = doNothing
    close()
  }

  #watch(): void {
    const isOwn = (track: Track): boolean => this.stream?.getTracks().includes(track) === true
    this.#stopWatching = this.#host.client.devices.watch({
      trackMuted: (track) => isOwn(track) && this.#host.changed(),
      accessRefused: (device) => this.#refused(device),
    })
    this.#ends.watch()
  }

  /** Other tracks have taken the place of those that there were. */
  tracksReplaced(): void {
    this.#ends.watch()
  }

  // Whichever of its devices it is: the SDK does not look whether it uses it (read).
  #refused(device: RefusedDevice): void {
    this.accessAllowed = false
    this.#host.facade.dispatchEvent(accessDenied(device, 'during the call'))
  }

  /** The microphone gives nothing: told at once, by an object that is no event (recorded: `webrtc/sound/track-ended`). */
  soundLost(method: 'trackEndedEvent' | 'getStats'): void {
    this.hasLostSound = true
    this.#host.facade._trigger('audioAcquisitionProblem', { method })
    this.#host.hooks.soundChanged()
  }

  /** It gives something again (recorded: `webrtc/sound/track-ended-then-setAudioSource`). */
  soundFound(): void {
    this.hasLostSound = false
    this.#host.facade._trigger('audioAcquisitionProblemResolved', { method: 'getStats' })
  }

  #trackEnded(track: Track): void {
    if (this.#state.is('ended') || this.#host.isDestroyed) return
    const prevented = this.#dispatch('mediaStopped', { target: undefined, track }, true).isDefaultPrevented()
    if (prevented) return
    this.#host.widget.update(track.kind === 'video' ? { audioOnly: true } : { audioMuted: true })
    this.#host.changed()
  }

  /** The devices of all tracks are gone. */
  endAll(): void {
    for (const track of this.stream?.getTracks() ?? []) track.stop()
    for (const track of this.stream?.getTracks() ?? []) this.#host.client.devices.endTrack(track)
  }

  /** The media of the element has come to its end. */
  elementEnded(): void {
    if (this.#state.is('ended') || this.#host.isDestroyed) return
    this.#become('ended')
    if (this.#dispatch('mediaStopped', { target: undefined, track: undefined }, true).isDefaultPrevented()) return
    // Only a publisher that has no stream yet shows that its picture has gone (recorded: `webrtc/publishing/track-ended-all`).
    if (this.#host.isPublishing && !this.#hasPicture) this.#host.widget.update({ audioOnly: true })
    this.#host.ended()
  }

  // Media that ended before it was shown has ended all the same.
  #become(next: PublisherMediaState): void {
    const hasEnded = this.#state.is('ended')
    this.#state.become(next)
    if (hasEnded) this.#state.become('ended')
  }

  get #hasPicture(): boolean {
    return this.stream?.getVideoTracks().some(({ readyState }) => readyState === 'live') === true
  }

  #identity(): ElementIdentity {
    return { operation: 'OT.initPublisher', streamId: this.#host.streamId, name: this.#host.settings.name }
  }

  #dispatch(type: string, details: Record<string, unknown>, cancelable = false): SdkEvent {
    return dispatched(this.#host.facade, type, details, cancelable)
  }

  #later(what: string, run: () => void, delayMs = 0): void {
    this.#host.client.clock.after(delayMs, run, { what, kind: 'work' })
  }
}
