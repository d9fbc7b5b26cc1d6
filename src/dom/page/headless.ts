import type { Clock } from '../../kernel/time/clock.ts'
import type { ElementEvents, ElementTrouble, MediaHooks, PlayAnswer } from '../../ports/media-element.ts'
import type { Media } from '../../ports/track.ts'
import type { View, Widget, WidgetRequest } from '../../ports/view.ts'
import { stillPicture } from '../devices/still-picture.ts'
import { ElementConditions } from './element-conditions.ts'
import { refusalToBind } from './page-window.ts'
import { Playback, type PlaybackSettings } from './playback.ts'

/** A publisher or subscriber of which nothing is seen; its media loads, fails and ends all the same. */
export class HeadlessWidget implements Widget {
  readonly element: undefined
  readonly videoElement: undefined
  readonly id: string
  readonly kind: WidgetRequest['kind']
  readonly #settings: PlaybackSettings
  readonly #model: Playback
  readonly #removed: () => void
  #media: Media | null = null

  constructor(id: string, settings: PlaybackSettings, removed: () => void) {
    this.id = id
    this.kind = settings.kind
    this.#settings = settings
    this.#model = new Playback(settings)
    this.#removed = removed
  }

  get media(): MediaHooks {
    return this.#model
  }

  show(media: Media, events: ElementEvents, trouble?: ElementTrouble): void {
    this.#refuseAsArranged(trouble)
    this.#media = media
    if (media.getTracks().length === 0) return events.loaded()
    const hasSound = media.getAudioTracks().length > 0
    this.#model.begin({ hasTracks: true, hasSound, loadsByItself: false, events, trouble })
  }

  hide(): void {
    this.#model.stop()
    this.#media = null
  }

  unblock(answer: PlayAnswer): void {
    this.#model.unblock(answer)
  }

  setVolume(): void {}
  update(): void {}
  setStyle(): void {}
  onMuteToggle(): void {}
  onPress(): void {}

  capture(): string | null {
    return (this.#media?.getVideoTracks().length ?? 0) > 0 ? stillPicture : null
  }

  videoSize(): { readonly width: number; readonly height: number } | undefined {
    return this.#media === null ? undefined : { width: 0, height: 0 }
  }

  remove(): void {
    this.#model.stop()
    this.#removed()
  }

  #refuseAsArranged(trouble: ElementTrouble | undefined): void {
    const { bindThrows } = { ...this.#settings.conditions.holdingFor(this.kind), ...trouble }
    if (bindThrows !== undefined) throw refusalToBind(globalThis, bindThrows)
  }
}

/** A page in which nothing is seen: every text names an element, and no element is there. */
export class HeadlessView implements View {
  /** How media elements behave from the next media on. */
  readonly conditions: ElementConditions = new ElementConditions()
  readonly #clock: Clock
  #widgets: Set<HeadlessWidget> = new Set()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The widgets that there are, the oldest first. */
  get widgets(): readonly HeadlessWidget[] {
    return [...this.#widgets]
  }

  has(): boolean {
    return true
  }

  // An application may hand over an element although nothing will be seen in it.
  isElement(value: unknown): value is HTMLElement {
    return typeof value === 'object' && value !== null && Reflect.get(value, 'nodeType') === 1
  }

  create({ kind, target, fallbackId }: WidgetRequest): HeadlessWidget {
    const settings = { clock: this.#clock, kind, conditions: this.conditions }
    const id = typeof target === 'string' ? target : fallbackId
    const widget: HeadlessWidget = new HeadlessWidget(id, settings, () => this.#widgets.delete(widget))
    this.#widgets.add(widget)
    return widget
  }

  showRequirements(): void {}

  clear(): void {
    for (const widget of this.widgets) widget.remove()
    this.#widgets = new Set()
    this.conditions.clear()
  }
}
