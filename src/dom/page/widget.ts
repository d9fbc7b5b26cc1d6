import type { Clock, Timer } from '../../kernel/time/clock.ts'
import type { ElementEvents, ElementTrouble, PlayAnswer } from '../../ports/media-element.ts'
import type { Media } from '../../ports/track.ts'
import type { Widget, WidgetRequest, WidgetState } from '../../ports/view.ts'
import { ControlBar, type WidgetFacts } from './control-bar.ts'
import type { ElementConditions } from './element-conditions.ts'
import { insertRoot } from './insert.ts'
import { PageMedia } from './page-media.ts'
import type { PageWindow } from './page-window.ts'
import { cssLength, isLaidOut, setLength, sizeClasses, sizeInPage, usualSize } from './sizes.ts'
import type { PictureSize } from './video-element.ts'
import { showFailure } from './widget-failure.ts'
import { paintPoster, showPoster } from './widget-poster.ts'
import { changedStyle, initialStyle, type WidgetStyle } from './widget-style.ts'

/** The parts that the widgets of one page share. */
export interface WidgetPage {
  readonly document: Document
  readonly window: PageWindow
  readonly clock: Clock
  readonly conditions: ElementConditions
  /** Whether an element that plays for real tells when it has loaded, rather than the clock. */
  readonly loadsByItself: boolean
  readonly removed: (widget: PageWidget) => void
}

const initialState: WidgetState = {
  loading: true,
  audioOnly: false,
  audioMuted: false,
  failed: false,
  failure: 'network',
  audioBlocked: false,
  controls: true,
  archiving: false,
  videoDisabled: false,
  videoWarning: false,
  orientation: undefined,
}

/** Which class of the root says which part of the state. */
const stateClasses = [
  ['OT_loading', 'loading'],
  ['OT_audio-only', 'audioOnly'],
  ['OT_container-audio-blocked', 'audioBlocked'],
] as const

/** The widgets of a root, the oldest first. What is told of one of several again is written again, since the classes are those of all (observed: `connected:20281127:28`). */
const widgetsOf: WeakMap<HTMLElement, readonly PageWidget[]> = new WeakMap()

/** When a browser shows another picture of a page in which little moves, in milliseconds: none came in the 60 between two refusals (recorded: `ends/initPublisher/media-refused-late/init-again`). */
const pictureMs = 100

/** From a root's being emptied to the SDK's hearing of it, in milliseconds: a task, behind a camera that comes at once (read; observed: `before:20410331:106`). */
const emptiedMs = 1

/** @throws DOMException for a mode with a space in it, as a browser does for such a class (recorded: `live/programs/fitMode-of-two-words`) */
function modeClass(fitMode: string): string {
  if (!/\s/.test(fitMode)) return `OT_fit-mode-${fitMode}`
  throw new DOMException(
    `"${fitMode}" is no mode: a class has no space in it. Use cover or contain.`,
    'InvalidCharacterError',
  )
}

function measure(root: HTMLElement): void {
  root.classList.remove('OT_micro', 'OT_mini')
  root.classList.add(...sizeClasses(sizeInPage(root)))
}

/** One publisher or subscriber in the page. */
export class PageWidget implements Widget {
  readonly id: string
  /** The root; undefined without the default UI. It is kept when the widget is taken out of the page. */
  readonly element: HTMLElement | undefined
  /** The media element, with which a test author can let things go wrong. */
  readonly media: PageMedia
  readonly #page: WidgetPage
  readonly #request: WidgetRequest
  readonly #container: HTMLElement
  readonly #poster: HTMLElement
  readonly #toggles: ((muted: boolean) => void)[] = []
  readonly #presses: (() => unknown)[] = []
  #controls: ControlBar | null = null
  #style: WidgetStyle
  #state: WidgetState = initialState
  /** The state that the classes of the root say: a root says from its making on that it loads. */
  #rendered: WidgetState = initialState
  #hasLoaded = false
  #isRemoved = false
  /** The browser tells of sizes; undefined where there is none. */
  #observer: ResizeObserver | undefined
  #firstPictureAt = 0
  #lastPicture: Timer | undefined

  constructor(page: WidgetPage, request: WidgetRequest) {
    this.#page = page
    this.#request = request
    this.#style = initialStyle(request.style, request)
    this.#container = this.#makeContainer()
    this.#poster = this.#fillContainer()
    this.media = this.#makeMedia()
    this.element = request.insertDefaultUI ? this.#makeRoot() : undefined
    this.id = this.element?.id ?? request.fallbackId
    if (this.element !== undefined) this.#controls = this.#makeControls(this.element)
    paintPoster(this.#poster, { ...this.#style, initials: request.initials })
  }

  get videoElement(): HTMLVideoElement | undefined {
    return this.media.element
  }

  /** The widgets that have this one's root, this one among them. */
  get #ofSameRoot(): readonly PageWidget[] {
    return this.element === undefined ? [] : (widgetsOf.get(this.element) ?? [])
  }

  get kind(): WidgetRequest['kind'] {
    return this.#request.kind
  }

  show(media: Media, events: ElementEvents, trouble?: ElementTrouble): void {
    if (this.#isRemoved) return
    this.update({ audioOnly: this.#lacksPicture(media) })
    showPoster(this.#poster, this.#state.audioOnly)
    this.media.show(media, events, trouble)
    this.media.turn(this.#state.orientation)
    this.#render()
  }

  hide(): void {
    this.media.hide()
  }

  unblock(answer: PlayAnswer): void {
    this.media.unblock(answer)
  }

  setVolume(percent: number): void {
    this.media.setVolume(percent)
  }

  update(change: Partial<WidgetState>): void {
    // Out of the page, it may still lose its buttons (observed: `connected:20450201:1342`).
    if (this.#isRemoved && change.controls === false) this.#dropControls()
    if (this.#isRemoved) return
    const before = this.#state
    this.#state = { ...before, ...change }
    if (change.loading === false) this.#hasLoaded = true
    if (this.#state.orientation !== before.orientation) this.media.turn(this.#state.orientation)
    if (this.#state.audioOnly !== before.audioOnly) showPoster(this.#poster, this.#state.audioOnly)
    if (this.#state.failed && !before.failed) this.#fail()
    if (!this.#state.controls) this.#dropControls()
    this.#render(change)
  }

  setStyle(style: Readonly<Record<string, unknown>>): void {
    if (this.#isRemoved) return
    this.#style = changedStyle(this.#style, style)
    paintPoster(this.#poster, { ...this.#style, initials: this.#request.initials })
    this.#render()
  }

  onMuteToggle(toggled: (muted: boolean) => void): void {
    this.#toggles.push(toggled)
  }

  onPress(pressed: () => unknown): void {
    this.#presses.push(pressed)
  }

  capture(): string | null {
    return this.media.capture()
  }

  videoSize(): PictureSize | undefined {
    return this.media.size()
  }

  /** Takes the widget out of the page, its target included where that became the root (recorded: `OT.initPublisher/getUserMedia/*`). */
  remove(how?: 'whole'): void {
    if (this.#isRemoved) return
    this.#isRemoved = true
    if (how !== 'whole') this.#dropControls()
    this.media.hide()
    this.#observer?.disconnect()
    this.#page.clock.cancel(this.#lastPicture)
    this.element?.remove()
    for (const widget of this.#ofSameRoot) widget.#rootLeft()
    this.#page.removed(this)
  }

  /**
   * The root was emptied: the SDK lets go of the picture that was in it. One that comes later stays, and is not in the page (read; observed: random
   * programs, `media:20481129:255` and `148`; recorded: `live/programs/getImgData-of-a-replaced-publisher`).
   */
  #rootEmptied(): void {
    this.#page.clock.after(
      emptiedMs,
      () => {
        if (this.element?.contains(this.#container) === false) this.media.hide()
      },
      { what: 'a picture that is taken out of its widget', kind: 'work' },
    )
  }

  #makeContainer(): HTMLElement {
    const container = this.#div('OT_widget-container')
    container.style.width = '100%'
    container.style.height = '100%'
    container.addEventListener('click', () => {
      for (const pressed of [...this.#presses]) pressed()
    })
    return container
  }

  #fillContainer(): HTMLElement {
    const poster = this.#div('OT_video-poster')
    const loading = this.#div('OT_video-loading')
    loading.append(this.#div('OT_video-loading-spinner'))
    this.#container.append(poster, loading)
    return poster
  }

  #div(className: string): HTMLElement {
    const element = this.#page.document.createElement('div')
    element.className = className
    return element
  }

  #makeMedia(): PageMedia {
    const { kind, insertDefaultUI } = this.#request
    const className = insertDefaultUI ? 'OT_video-element' : null
    return new PageMedia({ ...this.#page, kind, container: this.#container, className })
  }

  #makeRoot(): HTMLElement {
    const { kind, width, height, fitMode, mirror } = this.#request
    const root = insertRoot({ document: this.#page.document, ...this.#request })
    setLength(root, 'width', cssLength(width, usualSize.width))
    setLength(root, 'height', cssLength(height, usualSize.height))
    root.style.overflow = 'hidden'
    const earlier = widgetsOf.get(root) ?? []
    widgetsOf.set(root, [...earlier, this])
    for (const widget of earlier) widget.#rootEmptied()
    root.classList.add('OT_root', `OT_${kind}`, 'OT_loading', ...(mirror ? ['OT_mirrored'] : []))
    root.classList.add(modeClass(fitMode))
    this.#watchSize(root)
    root.append(this.#container)
    return root
  }

  #watchSize(root: HTMLElement): void {
    const { clock, document, window } = this.#page
    measure(root)
    this.#firstPictureAt = clock.now() + pictureMs
    if (window.ResizeObserver === undefined || !isLaidOut(document)) return
    this.#observer = new window.ResizeObserver(() => measure(root))
    this.#observer.observe(root)
  }

  // A browser tells sizes with its next picture: a widget that is gone by then is not measured (observed: random programs, `media:20270202:30`),
  // and one that leaves before its first picture had no size before either (observed: `connected:20450201:325`).
  #rootLeft(): void {
    const { clock } = this.#page
    const root = this.element
    if (root === undefined || this.#isRemoved || this.#observer !== undefined) return
    if (!this.#hasLoaded && clock.now() < this.#firstPictureAt) return
    this.#lastPicture ??= clock.after(pictureMs, () => measure(root), {
      what: 'the size of a widget that has left',
      kind: 'work',
    })
  }

  #makeControls(root: HTMLElement): ControlBar {
    const { name, hasAudio = true } = this.#request
    const muteToggled = (audioMuted: boolean): void => {
      this.update({ audioMuted })
      for (const toggled of [...this.#toggles]) toggled(audioMuted)
    }
    return new ControlBar({ root, clock: this.#page.clock, name, hasAudio, muteToggled }, this.#facts())
  }

  #dropControls(): void {
    this.#controls?.remove()
    this.#controls = null
  }

  #fail(): void {
    if (this.element === undefined) return
    this.#dropControls()
    showFailure(this.element, this.#state.failure)
    for (const widget of this.#ofSameRoot) widget.#rootEmptied()
  }

  #facts(): WidgetFacts {
    return {
      kind: this.kind,
      style: this.#style,
      state: this.#state,
      hasSound: (this.media.media?.getAudioTracks().length ?? 0) > 0,
      hidden: this.kind === 'subscriber' && !this.#hasLoaded,
    }
  }

  #render(change: Partial<WidgetState> = {}): void {
    const isShared = this.#ofSameRoot.length > 1
    for (const [className, part] of stateClasses) {
      const isTold = isShared && change[part] !== undefined
      if (this.#rendered[part] === this.#state[part] && !isTold) continue
      this.element?.classList.toggle(className, this.#state[part])
    }
    this.#rendered = this.#state
    this.#controls?.render(this.#facts())
  }

  // A publisher goes by what its tracks carry; a subscriber may have turned the picture off by itself.
  #lacksPicture(media: Media): boolean {
    const tracks = media.getVideoTracks()
    if (this.kind === 'subscriber') return this.#state.audioOnly || tracks.length === 0
    return !tracks.some((track) => track.enabled && track.readyState !== 'ended')
  }
}
