import type { DeviceKind, MediaRequest, SourceRequest } from '../../ports/devices.ts'
import { allGranted, type CaptureKind, type Permission } from './usual-devices.ts'

const problems: Readonly<Partial<Record<Permission, string>>> = {
  denied: 'NotAllowedError',
  dismissed: 'PermissionDismissedError',
}

/** A browser shows speakers to a page that may use the microphone. */
const shownWith: Readonly<Record<DeviceKind, CaptureKind>> = {
  audioinput: 'microphone',
  audiooutput: 'microphone',
  videoinput: 'camera',
}

export const needsDevice = (source: SourceRequest): boolean => source.want === 'any' || source.want === 'device'

/** The sound of a screen is its own, and not that of the room. */
export const needsMicrophone = ({ audio, screen }: MediaRequest): boolean =>
  audio.want === 'device' || (audio.want === 'any' && !screen)

/** The permissions that a request for media needs. */
function askedFor(request: MediaRequest): readonly CaptureKind[] {
  const picture: CaptureKind | null = request.screen ? 'screen' : needsDevice(request.video) ? 'camera' : null
  return [...(picture === null ? [] : [picture]), ...(needsMicrophone(request) ? (['microphone'] as const) : [])]
}

/** The permissions that the person, or the system, has given the page. */
export class Permissions {
  #given: Record<CaptureKind, Permission> = { ...allGranted }
  #watchers: Set<() => void> = new Set()

  of(kind: CaptureKind): Permission {
    return this.#given[kind]
  }

  set(kind: CaptureKind, permission: Permission): void {
    if (this.#given[kind] === permission) return
    this.#given[kind] = permission
    for (const changed of [...this.#watchers]) changed()
  }

  /** Everything is allowed again. */
  clear(): void {
    for (const kind of Object.keys(allGranted) as CaptureKind[]) this.set(kind, 'granted')
  }

  /** Calls `changed` whenever a permission is another one; returns what ends that. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed)
    return () => this.#watchers.delete(changed)
  }

  /** The answer to a request: that of the first kind that is not simply allowed. */
  answer(request: MediaRequest): Permission {
    const answers = askedFor(request).map((kind) => this.#given[kind])
    const isAllowed = (permission: Permission): boolean => permission === 'granted' || permission === 'unasked'
    return answers.find((permission) => !isAllowed(permission)) ?? 'granted'
  }

  /** The error with which the browser refuses a request, if it does. */
  problem(request: MediaRequest): string | undefined {
    return problems[this.answer(request)]
  }

  problemOf(kind: CaptureKind): string | undefined {
    return problems[this.#given[kind]]
  }

  /** The person was asked, and has allowed it. */
  allowed(request: MediaRequest): void {
    for (const kind of askedFor(request)) if (this.#given[kind] === 'unasked') this.set(kind, 'granted')
  }

  /** Whether the browser says no more of a kind of device than that there is one. */
  hides(kind: DeviceKind): boolean {
    return this.#given[shownWith[kind]] !== 'granted'
  }
}
