import type { Random } from '../../kernel/random.ts'
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
import { needsDevice, needsMicrophone, Permissions } from './permissions.ts'
import { announceEnd, SimulatedMedia, SimulatedTrack } from './tracks.ts'
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
  readonly secure?: boolean
  /** Makes the track of a device; by default, and where it makes none, a simulated one. */
  readonly makeTrack?: (kind: 'audio' | 'video', device: DeviceInfo, request: MediaRequest) => Track | undefined
  readonly makeMedia?: (tracks: readonly Track[]) => Media | undefined
}

const kindOfTrack = { audio: 'audioinput', video: 'videoinput' } as const

const problem = (name: string, constraintName?: string): CaptureProblem => ({
  name,
  message: `The simulated devices answered ${name}.`,
  ...(constraintName === undefined ? {} : { constraintName }),
})

/** Cameras, microphones, speakers and permission as a test author sets them; one of each, and permission, to begin with. */
export class SimulatedDevices implements Devices {
  readonly #settings: DeviceSettings
  #devices: readonly Device[] = usualDevices
  readonly permissions: Permissions = new Permissions()
  readonly #faults: CaptureFaults = new CaptureFaults()
  #listProblem: string | null = null
  #listed: readonly DeviceInfo[] | null = null
  #live: { track: Track; deviceId: string; kind: DeviceKind }[] = []
  #watchers: Set<DeviceWatcher> = new Set()
  support: Devices['support'] = everySupport
  /** Whether the browser does not care which device is asked for. */
  takesAnyDevice = false
  readonly codecs: readonly string[] = usualCodecs

  constructor(settings: DeviceSettings) {
    this.#settings = settings
  }

  get dialogDelayMs(): number {
    return this.#settings.secure === false ? 100 : 500
  }

  capture(request: MediaRequest, answer: CaptureAnswer): void {
    const fault = this.#faults.take(request.screen ? 'screen' : 'camera')
    if (fault !== undefined && (fault.problem !== null || fault.delayMs > 0)) {
      return this.#answerLate(fault, request, answer)
    }
    if (this.permissions.answer(request) === 'unanswered') return
    this.#turn(0, () => this.#decide(request, answer))
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

  setPermission(kind: CaptureKind, permission: Permission): void {
    this.permissions.set(kind, permission)
  }

  /** Another program holds every device of a kind, or lets go of it. */
  setOccupied(kind: DeviceKind, occupied: boolean): void {
    this.#devices = this.#devices.map((device) => (device.kind === kind ? { ...device, occupied } : device))
  }

  setDevices(devices: readonly DeviceInfo[]): void {
    this.#devices = devices.map((device) => ({ ...device, occupied: false }))
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
    for (const watcher of [...this.#watchers]) watcher.trackEnded?.(track)
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
    this.support = everySupport
  }

  /** As new, and unknown to everybody who has used them. */
  clear(): void {
    this.reset()
    for (const { track } of this.#live) track.stop()
    this.#live = []
    this.#watchers.clear()
  }

  #answerLate({ problem: name, delayMs }: CaptureFault, request: MediaRequest, answer: CaptureAnswer): void {
    this.#turn(delayMs, () => (name === null ? this.#decide(request, answer) : answer.denied(problem(name))))
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
    if (!(request.screen ? this.support.displayMedia : this.support.userMedia)) return problem('missing')
    for (const kind of ['audio', 'video'] as const) {
      if (kind === 'video' ? request.screen : !needsMicrophone(request)) continue
      const wrong = this.#problemWithSource(kind, request[kind])
      if (wrong !== null) return wrong
    }
    return null
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
    if (kind === 'audio' && !needsMicrophone(request)) return []
    const screen: DeviceInfo = { kind: 'videoinput', deviceId: 'screen', label: 'Simulated screen' }
    const ofKind = this.#devices.filter((device) => device.kind === kindOfTrack[kind])
    const device =
      kind === 'video' && request.screen ? screen : ofKind.find((candidate) => this.#isWanted(candidate, source))
    if (device === undefined) return []
    const track = this.#makeTrack(kind, device, request)
    this.#live.push({ track, deviceId: device.deviceId, kind: device.kind })
    return [track]
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

const described = ({ kind, deviceId, label }: DeviceInfo, isHidden: boolean): DeviceInfo =>
  isHidden ? { kind, deviceId: '', label: '' } : { kind, deviceId, label }

const matches = (device: DeviceInfo, deviceId: string): boolean =>
  device.deviceId === deviceId || deviceId === 'default'
