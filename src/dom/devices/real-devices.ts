import { type Clock, whilePageAnswers } from '../../kernel/time/clock.ts'
import type {
  CaptureAnswer,
  CaptureProblem,
  Devices,
  DeviceWatcher,
  MediaRequest,
  SourceRequest,
} from '../../ports/devices.ts'
import type { Media, Track } from '../../ports/track.ts'
import type { SimulatedDevices } from './devices.ts'
import { SimulatedMediaDevices } from './media-devices.ts'

const isWanted = ({ want }: SourceRequest): boolean => want === 'any' || want === 'device'

/** The same request, whichever device: a test author's word goes by the kind of device alone. */
const ofAnyDevice = (request: MediaRequest): MediaRequest => {
  const any = (source: SourceRequest): SourceRequest => (source.want === 'device' ? { want: 'any' } : source)
  return { ...request, audio: any(request.audio), video: any(request.video) }
}

const constraintFor = (source: SourceRequest): MediaTrackConstraints | boolean =>
  source.want === 'device' ? { deviceId: { exact: source.deviceId } } : source.want === 'any'

function constraintsFor({ audio, video, width, height, frameRate, facingMode }: MediaRequest): MediaStreamConstraints {
  const picture = constraintFor(video)
  const size = { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: frameRate } }
  const wishes = {
    ...size,
    ...(facingMode === null ? {} : { facingMode }),
    ...(picture === true ? {} : Object(picture)),
  }
  return { audio: constraintFor(audio), video: picture === false ? false : wishes }
}

function problemOf(error: unknown): CaptureProblem {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const constraint: unknown = Reflect.get(error, 'constraint')
  const { name, message } = error
  return typeof constraint === 'string' ? { name, message, constraintName: constraint } : { name, message }
}

/** The browser's own devices, though simulated ones may stand in their place. */
function nativeDevices(): MediaDevices {
  const found: unknown = typeof navigator === 'undefined' ? undefined : navigator.mediaDevices
  const native: unknown =
    found instanceof SimulatedMediaDevices
      ? Reflect.get(Object.getPrototypeOf(navigator), 'mediaDevices', navigator)
      : found
  if (isMediaDevices(native)) return native
  throw new Error(
    "createSimulator({ devices: 'real' }) needs a browser with navigator.mediaDevices, on a secure page. Leave devices out to have them simulated.",
  )
}

const isMediaDevices = (value: unknown): value is MediaDevices =>
  typeof value === 'object' && value !== null && 'getUserMedia' in value

/**
 * The camera, the microphone and the screen of the person who sits there. What a test author has arranged goes first:
 * a camera that is denied, in use or unplugged is so here too.
 */
export class RealDevices implements Devices {
  readonly #simulated: SimulatedDevices
  readonly #clock: Clock

  constructor(simulated: SimulatedDevices, clock: Clock) {
    this.#simulated = simulated
    this.#clock = clock
  }

  get codecs(): Devices['codecs'] {
    return this.#simulated.codecs
  }

  get support(): Devices['support'] {
    return this.#simulated.support
  }

  get dialogDelayMs(): number {
    return this.#simulated.dialogDelayMs
  }

  capture(request: MediaRequest, answer: CaptureAnswer): void {
    this.#simulated.capture(ofAnyDevice(request), {
      denied: (problem) => answer.denied(problem),
      granted: (simulated) => this.#captureForReal(request, simulated, answer),
    })
  }

  list(answer: Parameters<Devices['list']>[0]): void {
    whilePageAnswers(this.#clock, 'the list of devices', nativeDevices().enumerateDevices()).then(
      (devices) => answer.listed(devices.map(({ kind, deviceId, label }) => ({ kind, deviceId, label }))),
      (error: unknown) => answer.failed(problemOf(error)),
    )
  }

  receive(description: Parameters<Devices['receive']>[0]): Media {
    return this.#simulated.receive(description)
  }

  watch(watcher: DeviceWatcher): () => void {
    return this.#simulated.watch(watcher)
  }

  endTrack(track: Track): void {
    this.#simulated.endTrack(track)
  }

  isTaken(track: Track): boolean {
    return this.#simulated.isTaken(track)
  }

  blank(request: MediaRequest): Track {
    return this.#simulated.blank(request)
  }

  useOutput(deviceId: string, answer: Parameters<Devices['useOutput']>[1]): void {
    this.#simulated.useOutput(deviceId, answer)
  }

  // Tracks that the application brought are kept; those of simulated devices make room for real ones.
  #captureForReal(request: MediaRequest, media: Media, answer: CaptureAnswer): void {
    const replaced = [
      ...(isWanted(request.audio) ? media.getAudioTracks() : []),
      ...(isWanted(request.video) || request.screen ? media.getVideoTracks() : []),
    ]
    if (replaced.length === 0) return answer.granted(media)
    for (const track of replaced) {
      track.stop()
      media.removeTrack(track)
    }
    whilePageAnswers(this.#clock, 'the camera, the microphone or the screen', ask(request)).then(
      (tracks) => {
        for (const track of tracks) {
          media.addTrack(track)
          const captured = replaced.find(({ kind }) => kind === track.kind)
          if (captured !== undefined) this.#simulated.standIn(captured, track)
        }
        answer.granted(media)
      },
      (error: unknown) => answer.denied(problemOf(error)),
    )
  }
}

async function ask(request: MediaRequest): Promise<readonly MediaStreamTrack[]> {
  const constraints = constraintsFor(request)
  const devices = nativeDevices()
  const stream = await (request.screen
    ? devices.getDisplayMedia({ video: true, audio: constraints.audio === true })
    : devices.getUserMedia(constraints))
  return stream.getTracks()
}
