import type { Clock } from '../kernel/clock.ts'
import type { ElementEvents, Media, PlayAnswer, View, Widget, WidgetRequest } from '../sdk/ports.ts'

class HeadlessWidget implements Widget {
  readonly element: undefined
  readonly videoElement: undefined
  readonly id: string
  readonly #clock: Clock
  #removed = false

  constructor(id: string, clock: Clock) {
    this.id = id
    this.#clock = clock
  }

  show(media: Media, events: ElementEvents): void {
    if (media.getTracks().length === 0) return events.loaded()
    this.#clock.after(0, () => this.#removed || events.loaded(), { what: 'media to load', kind: 'work' })
  }

  unblock(answer: PlayAnswer): void {
    this.#clock.after(0, () => answer.played(), { what: 'sound to play', kind: 'work' })
  }

  hide(): void {}
  setVolume(): void {}
  update(): void {}
  setStyle(): void {}
  onMuteToggle(): void {}
  onPress(): void {}

  capture(): null {
    return null
  }

  videoSize(): undefined {
    return undefined
  }

  remove(): void {
    this.#removed = true
  }
}

/** A page in which nothing is seen: every text names an element, and no element is there. */
export class HeadlessView implements View {
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  has(): boolean {
    return true
  }

  isElement(_value: unknown): _value is HTMLElement {
    return false
  }

  create(request: WidgetRequest): Widget {
    return new HeadlessWidget(typeof request.target === 'string' ? request.target : request.fallbackId, this.#clock)
  }
  showRequirements(): void {}
  clear(): void {}
}
