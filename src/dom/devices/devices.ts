import type { Random } from '../../kernel/random.ts'
import { turnsLater } from '../../kernel/thenable.ts'
import type { Clock } from '../../kernel/time/clock.ts'
import type {
  CaptureAnswer,
  CaptureProblem,
  DeviceInfo,
  DeviceKind,
  Devices,
  DeviceWatcher,
  MediaRequest,
  PictureFilter,
  SourceRequest,
} from '../../ports/devices.ts'
import type { Media, Track } from '../../ports/track.ts'
import { filterPicture } from './camera-picture.ts'
import { type CaptureFault, CaptureFaults } from './capture-faults.ts'
import { needsDevice, Permissions } from './permissions.ts'
import { announceEnd, hearStop, SimulatedMedia, SimulatedTrack } from './tracks.ts'
import {
  type CaptureKind,
  type Device,
  everySupport,
  type Permission,
  usualCodecs,
  usualDevices,
} from './usual-devices.ts'

export interface DeviceSettings {
  readonly clock: Clock
  readonly random: Random
  /** The properties of the current page. Default: secure, and on a computer. */
  readonly surroundings?: () => Surroundings
  /** Makes the track of a device; by default, and where it makes none, a simulated one. */
  readonly makeTrack?: (kind: 'audio' | 'video', device: DeviceInfo, request: MediaRequest) => Track | undefined
  readonly makeMedia?: (tracks: readonly Track[]) => Media | undefined
}

/** The properties of a page on which its devices depend. */
export interface Surroundings {
  /** It was got by https, or is on this machine. */
  readonly secure: boolean
  /** It is on a computer, and not on a telephone. */
  readonly desktop: boolean
}

/** A track of a device that is used, and the request that it was captured for. */
interface Live {
  readonly track: Track
  readonly deviceId: string
  readonly kind: DeviceKind
  readonly of: MediaRequest
}

const kindOfTrack = { audio: 'audioinput', video: 'videoinput' } as const

const problem = (name: string, constraintName?: string): CaptureProblem => ({
  name,
  message: `The simulated devices answered ${name}.`,
  ...(constraintName === undefined ? {} : { constraintName }),
})

/** A browser takes no device to go with a screen (recorded: `OT.initPublisher/screen/microphone-by-id`). */
const isScreenOfDevice = ({ audio, screen }: MediaRequest): boolean => screen && audio.want === 'device'

const asksForNothing = ({ audio, video, screen }: MediaRequest): boolean =>
  !screen && audio.want === 'none' && video.want === 'none'

/** Cameras, microphones, speakers and permission as a test author sets them; one of each, and permission, to begin with. */
export class SimulatedDevices implements Devices {
  readonly #settings: DeviceSettings
  #devices: readonly Device[] = usualDevices
  readonly permissions: Permissions = new Permissions()
  readonly #faults: CaptureFaults = new CaptureFaults()
  #listProblem: string | null = null
  #listed: readonly DeviceInfo[] | null = null
  #live: Live[] = []
  #watchers: Set<DeviceWatcher> = new Set()
  #support: Devices['support'] = everySupport
  /** The properties of the page that a test author sets. */
  page: Partial<Surroundings> = {}
  /** Whether the browser does not care which device is asked for. */
  takesAnyDevice = false
  /** Whether the person shares the sound of a screen with its picture, where both are asked for. */
  sharesSound = false
  readonly codecs: readonly string[] = usualCodecs

  constructor(settings: DeviceSettings) {
    this.#settings = settings
  }

  /** The abilities of the browser, as far as its page allows them. */
  get support(): Devices['support'] {
    const { desktop, secure } = this.#surroundings
    const sharesScreens = desktop && secure
    return sharesScreens ? this.#support : { ...this.#support, displayMedia: false, screenExtension: false }
  }

  set support(support: Devices['support']) {
    this.#support = support
  }

  get #surroundings(): Surroundings {
    return { ...(this.#settings.surroundings?.() ?? { secure: true, desktop: true }), ...this.page }
  }

  get dialogDelayMs(): number {
    return this.#surroundings.secure ? 500 : 100
  }

  capture(request: MediaRequest, answer: CaptureAnswer): void {
    const fault = asksForNothing(request) ? undefined : this.#faults.take(request.screen ? 'screen' : 'camera')
    const isLate = fault !== undefined && (fault.problem !== null || fault.delayMs > 0)
    if (isLate) return this.#answerLate(fault, request, answer)
    if (this.permissions.answer(request) === 'unanswered') return
    // No device is asked, so no task passes (observed: `live/programs/media-without-sources`, `live/programs/getUserMedia-of-a-screen`).
    const decide = (): void => this.#decide(request, answer)
    if (asksForNothing(request) || isScreenOfDevice(request)) void turnsLater(1).then(decide)
    // A list of devices that is asked for behind a screen comes before it (recorded: `live/media/screen-beside-publishVideo`).
    else this.#turn(0, request.screen ? () => this.#turn(0, decide) : decide)
  }

  list(answer: Parameters<Devices['list']>[0]): void {
    this.#turn(0, () => {
      if (this.#listProblem !== null) answer.failed(problem(this.#listProblem))
      else answer.listed(this.#list())
    })
  }

  filter(track: Track, filter: PictureFilter | null): void {
    filterPicture(track, filter)
  }

  blank(request: MediaRequest): Track {
    const track = this.#makeTrack('video', { kind: 'videoinput', deviceId: 'blank', label: '' }, request)
    track.enabled = false
    return track
  }

  useOutput(_deviceId: string, answer: Parameters<Devices['useOutput']>[1]): void {
    this.#turn(0, () => {
      const refused = this.permissions.problemOf('speaker')
      if (refused === undefined) answer.used()
      else answer.refused(problem(refused))
    })
  }

  receive(description: Parameters<Devices['receive']>[0]): Media {
    const { width, height, name } = description
    const request: MediaRequest = {
      audio: { want: 'any' },
      video: { want: 'any' },
      screen: false,
      width,
      height,
      frameRate: 30,
      facingMode: null,
      name,
    }
    const kinds = (['audio', 'video'] as const).filter((kind) => description[kind])
    const tracks = kinds.map((kind) =>
      this.#makeTrack(kind, { kind: kindOfTrack[kind], deviceId: 'remote', label: 'remote' }, request),
    )
    return this.#makeMedia(tracks)
  }

  watch(watcher: DeviceWatcher): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** Permission that is refused while its device is used ends the tracks of that device, as a browser does. */
  setPermission(kind: CaptureKind, permission: Permission): void {
    const before = this.permissions.of(kind)
    this.permissions.set(kind, permission)
    if (permission !== 'denied' || before === 'denied' || (kind !== 'camera' && kind !== 'microphone')) return
    for (const watcher of [...this.#watchers]) watcher.accessRefused?.(kind)
    this.#endTracksOf(kindOfTrack[kind === 'camera' ? 'video' : 'audio'])
  }

  // A browser ends all that was captured together, pictures first (observed with SDK 2.35.2).
  #endTracksOf(kind: DeviceKind): void {
    const requests = this.#live.filter((live) => live.kind === kind && live.deviceId !== screenId).map(({ of }) => of)
    const lost = this.#live.filter(({ of }) => requests.includes(of)).reverse()
    this.#live = this.#live.filter((live) => !lost.includes(live))
    for (const { track } of lost) this.endTrack(track)
  }

  /** Another program holds every device of a kind, or lets go of it. */
  setOccupied(kind: DeviceKind, occupied: boolean): void {
    this.#devices = this.#devices.map((device) => (device.kind === kind ? { ...device, occupied } : device))
    if (kind === 'audioinput') this.#soundChanged()
  }

  /** The devices of a kind that another program holds. */
  occupied(kind: DeviceKind): readonly DeviceInfo[] {
    return this.#devices.filter((device) => device.kind === kind && device.occupied)
  }

  setDevices(devices: readonly DeviceInfo[]): void {
    const isOccupied = (device: DeviceInfo): boolean => this.#devices.some((one) => one.occupied && isSame(one, device))
    this.#devices = devices.map((device) => ({ ...device, occupied: isOccupied(device) }))
    this.announceChange()
  }

  devices(): readonly DeviceInfo[] {
    return this.#devices
  }

  /** Lets the browser list other devices than there are, as one does that hides them; null: it tells the truth. */
  pretend(listed: readonly DeviceInfo[] | null): void {
    this.#listed = listed
  }

  /** The browser says that the list of devices has changed. */
  announceChange(): void {
    for (const watcher of [...this.#watchers]) watcher.devicesChanged?.()
  }

  // Before the page may use a kind of device, and while it uses none, a browser says no more than that there is one.
  #list(): readonly DeviceInfo[] {
    if (this.#listed !== null) return this.#listed.map((device) => described(device, false))
    const isHidden = ({ kind }: DeviceInfo): boolean =>
      this.permissions.hides(kind) && !this.#live.some((live) => live.kind === kind && live.track.readyState === 'live')
    const first = (device: Device): boolean => this.#devices.find(({ kind }) => kind === device.kind) === device
    const shown = this.#devices.filter((device) => !isHidden(device) || first(device))
    return shown.map((device) => described(device, isHidden(device)))
  }

  /** Takes a device away: its tracks end, and the list changes. */
  unplug(kind: DeviceKind, deviceId?: string): void {
    const gone = (device: { kind: DeviceKind; deviceId: string }): boolean =>
      device.kind === kind && (deviceId === undefined || device.deviceId === deviceId)
    const lost = this.#live.filter(gone)
    this.#live = this.#live.filter((live) => !gone(live))
    this.#devices = this.#devices.filter((device) => !gone(device))
    for (const { track } of lost) this.endTrack(track)
    this.announceChange()
  }

  endTrack(track: Track): void {
    track.stop()
    announceEnd(track)
  }

  isTaken(track: Track): boolean {
    const live = this.#live.find((one) => one.track === track)
    return live !== undefined && this.#devices.some((device) => device.occupied && isSame(device, live))
  }

  /** Another track stands in for one that was captured: it goes the way of its device. */
  standIn(captured: Track, other: Track): void {
    this.#live = this.#live.map((live) => (live.track === captured ? { ...live, track: other } : live))
  }

  /** Tells that the system has muted a track. */
  muteTrack(track: Track): void {
    for (const watcher of [...this.#watchers]) watcher.trackMuted?.(track)
  }

  /** Arms how coming requests for media end. */
  fault(fault: CaptureFault): void {
    this.#faults.arm(fault)
  }

  /** Requests for media go well again, as far as the devices are there and permission is given. */
  mend(): void {
    this.#faults.clear()
    this.permissions.clear()
  }

  failListing(name: string | null): void {
    this.#listProblem = name
  }

  reset(): void {
    this.#devices = usualDevices
    this.permissions.clear()
    this.#faults.clear()
    this.#listProblem = null
    this.#listed = null
    this.takesAnyDevice = false
    this.sharesSound = false
    this.#support = everySupport
    this.page = {}
  }

  /** As new, and unknown to everybody who has used them. */
  clear(): void {
    this.reset()
    this.#watchers = new Set()
    for (const { track } of this.#live) track.stop()
    this.#live = []
  }

  #answerLate(fault: CaptureFault, request: MediaRequest, answer: CaptureAnswer): void {
    const { problem: name } = fault
    const run = (): void => (name === null ? this.#decide(request, answer) : answer.denied(problem(name)))
    if (fault.isOwnPage === true) void turnsLater(0).then(run)
    else this.#turn(fault.delayMs, run)
  }

  #decide(request: MediaRequest, answer: CaptureAnswer): void {
    const wrong = this.#problemWith(request)
    if (wrong !== null) return answer.denied(wrong)
    this.permissions.allowed(request)
    const sources = [
      { kind: 'audio', source: request.audio },
      { kind: 'video', source: request.video },
    ] as const
    const tracks = sources.flatMap(({ kind, source }) => this.#trackFor(kind, source, request))
    answer.granted(this.#makeMedia(tracks))
  }

  #problemWith(request: MediaRequest): CaptureProblem | null {
    const refused = this.permissions.problem(request)
    if (refused !== undefined) return problem(refused)
    if (request.screen) return this.#problemWithScreen(request)
    if (this.page.secure === false) return problem('SecurityError')
    // Without WebRTC the SDK takes the browser for one that has no camera (recorded: `live/never/initPublisher/without-peer-connection`).
    if (!this.support.userMedia || !this.support.webrtc) return problem('missing')
    for (const kind of ['audio', 'video'] as const) {
      const wrong = this.#problemWithSource(kind, request[kind])
      if (wrong !== null) return wrong
    }
    return null
  }

  #problemWithScreen(request: MediaRequest): CaptureProblem | null {
    const { displayMedia, screenExtension } = this.support
    if (!displayMedia) return problem(screenExtension ? 'missing' : 'unsupported')
    return isScreenOfDevice(request) ? problem('TypeError') : null
  }

  #problemWithSource(kind: 'audio' | 'video', source: SourceRequest): CaptureProblem | null {
    if (!needsDevice(source)) return null
    const candidates = this.#devices.filter((device) => device.kind === kindOfTrack[kind])
    if (candidates.length === 0) return problem('NotFoundError')
    const wanted = candidates.find((device) => this.#isWanted(device, source))
    if (wanted === undefined) return problem('OverconstrainedError', 'deviceId')
    return wanted.occupied ? problem('NotReadableError') : null
  }

  #trackFor(kind: 'audio' | 'video', source: SourceRequest, request: MediaRequest): Track[] {
    if (source.want === 'none') return []
    if (source.want === 'track') return [source.track]
    // People share what is on their screen, and seldom its sound.
    if (kind === 'audio' && request.screen && !this.sharesSound) return []
    const ofKind = this.#devices.filter((device) => device.kind === kindOfTrack[kind])
    const device = request.screen ? screenOf(kind) : ofKind.find((candidate) => this.#isWanted(candidate, source))
    if (device === undefined) return []
    const track = this.#makeTrack(kind, device, request)
    this.#live.push({ track, deviceId: device.deviceId, kind: device.kind, of: request })
    if (kind === 'audio') hearStop(track, () => this.#soundChanged())
    return [track]
  }

  #soundChanged(): void {
    for (const watcher of [...this.#watchers]) watcher.soundChanged?.()
  }

  #isWanted(device: DeviceInfo, source: SourceRequest): boolean {
    return this.takesAnyDevice || source.want !== 'device' || matches(device, source.deviceId)
  }

  #makeTrack(kind: 'audio' | 'video', device: DeviceInfo, request: MediaRequest): Track {
    const made = this.#settings.makeTrack?.(kind, device, request)
    if (made !== undefined) return made
    const { width, height, frameRate } = request
    const settings =
      kind === 'audio' ? { deviceId: device.deviceId } : { deviceId: device.deviceId, width, height, frameRate }
    return new SimulatedTrack(kind, this.#settings.random.uuid(), device.label, settings)
  }

  #makeMedia(tracks: readonly Track[]): Media {
    return this.#settings.makeMedia?.(tracks) ?? new SimulatedMedia(this.#settings.random.uuid(), tracks)
  }

  #turn(delayMs: number, run: () => void): void {
    this.#settings.clock.after(delayMs, run, { what: 'the answer of the devices', kind: 'work' })
  }
}

/** A screen is no device of the list. */
const screenId = 'screen'

const screenOf = (kind: 'audio' | 'video'): DeviceInfo => ({
  kind: kindOfTrack[kind],
  deviceId: screenId,
  label: kind === 'video' ? 'Simulated screen' : 'Simulated sound of a screen',
})

const isSame = (one: Pick<DeviceInfo, 'kind' | 'deviceId'>, other: Pick<DeviceInfo, 'kind' | 'deviceId'>): boolean =>
  one.kind === other.kind && one.deviceId === other.deviceId

const described = ({ kind, deviceId, label }: DeviceInfo, isHidden: boolean): DeviceInfo =>
  isHidden ? { kind, deviceId: '', label: '' } : { kind, deviceId, label }

const matches = (device: DeviceInfo, deviceId: string): boolean =>
  device.deviceId === deviceId || deviceId === 'default'
