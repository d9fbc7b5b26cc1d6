import { headOf } from './page-address.ts'

/** The looks of the widgets; small, and of our own design. `auto` fades by opacity, so that a reader still finds it. */
const rules = `
.OT_root { position: relative; min-width: 48px; min-height: 48px; color: #fff; font: 14px/1.4 sans-serif }
.OT_root h1 { margin: 0; font-size: inherit; font-weight: inherit }
.OT_widget-container { position: absolute; inset: 0; overflow: hidden; background: #14171c }
.OT_video-element { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover }
.OT_fit-mode-contain .OT_video-element { object-fit: contain }
.OT_mirrored .OT_video-element { transform: scaleX(-1) }
.OT_audio-only .OT_video-element, .OT_loading .OT_video-element { visibility: hidden }
.OT_video-poster { position: absolute; inset: 0; display: none; background: #20242c center / auto 55% no-repeat }
.OT_video-loading { position: absolute; inset: 0; display: none; place-items: center }
.OT_loading > .OT_widget-container > .OT_video-loading { display: grid }
.OT_video-loading-spinner { width: 32px; height: 32px; border: 3px solid #fff4; border-top-color: #fff; border-radius: 50%; animation: OT_turn 1s linear infinite }
@keyframes OT_turn { to { transform: rotate(1turn) } }
.OT_edge-bar-item { position: absolute; z-index: 2; top: 0; height: 32px; transition: opacity .4s }
.OT_edge-bar-item.OT_mode-auto, .OT_edge-bar-item.OT_mode-mini-auto { opacity: 0 }
.OT_root:hover .OT_edge-bar-item, .OT_root:focus-within .OT_edge-bar-item, .OT_edge-bar-item.OT_mode-on-hold { opacity: 1 }
.OT_edge-bar-item.OT_mode-off, .OT_hide-forced { display: none }
.OT_bar { left: 0; right: 0; background: #000a }
.OT_name { left: 10px; right: 44px; line-height: 32px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.OT_mini .OT_name, .OT_micro .OT_name { display: none }
.OT_mute { right: 0; width: 44px; padding: 0; border: 0; background: none; color: inherit; font: 11px/32px sans-serif; cursor: pointer }
.OT_mute.OT_active { color: #ff8a80; text-decoration: line-through }
.OT_archiving.OT_edge-bottom { top: auto; bottom: 0; left: 10px; line-height: 32px }
.OT_archiving-light { position: absolute; top: 11px; width: 10px; height: 10px; border-radius: 50% }
.OT_archiving-on .OT_archiving-light { background: #f44336 }
.OT_audio-level-meter { position: absolute; z-index: 1; top: 0; right: 0; width: 25%; aspect-ratio: 1; overflow: hidden }
.OT_audio-level-meter__value { position: absolute; inset: -100% -100% 0 0; border-radius: 50%; background: #8bc34a88; transform: scale(0) }
.OT_video-disabled-indicator, .OT_audio-blocked-indicator, .OT_video-unsupported { position: absolute; z-index: 1; inset: 0; display: none; pointer-events: none }
.OT_video-disabled-indicator.OT_video-disabled, .OT_video-disabled-indicator.OT_video-disabled-warning { display: block; box-shadow: inset 0 0 0 3px #ff9800 }
.OT_audio-blocked-indicator.OT_audio-blocked { display: block; box-shadow: inset 0 0 0 3px #2196f3 }
.OT_subscriber_error { background: #000; text-align: center }
.OT_subscriber_error > p { margin: 0; padding: 20px }
.OT_ModalDialog { position: fixed; inset: 0; z-index: 1000; background: #0009; font: 14px/1.4 sans-serif }
.OT_alert { display: none; max-width: 420px; margin: 15vh auto 0; padding: 24px; border-radius: 8px; background: #fff; color: #222 }
.OT_alert-exclamation { float: left; margin-right: 12px; font-weight: bold }
.OT_alert-close-button { float: right }
.OT_alert-header { font-weight: bold }
`

/**
 * The style sheet of the widgets, in one page. Where the page has them, it is a constructed sheet in a layer: a strict
 * Content-Security-Policy lets it stand, and the application's own rules win. Elsewhere it is an element of the head.
 */
export class StyleSheet {
  readonly #document: Document
  #element: HTMLStyleElement | null = null
  #sheet: CSSStyleSheet | null = null

  constructor(document: Document) {
    this.#document = document
  }

  /** Puts the style sheet into the page, once, before everything else there, so that the application's own rules win. */
  insert(): void {
    if (this.#isThere()) return
    const page = this.#document.defaultView
    if (page !== null && 'CSSLayerBlockRule' in page) this.#adopt(new page.CSSStyleSheet())
    else this.#prepend()
  }

  remove(): void {
    this.#element?.remove()
    this.#element = null
    if (this.#sheet === null) return
    this.#document.adoptedStyleSheets = this.#document.adoptedStyleSheets.filter((one) => one !== this.#sheet)
    this.#sheet = null
  }

  #isThere(): boolean {
    if (this.#sheet !== null) return this.#document.adoptedStyleSheets.includes(this.#sheet)
    return this.#element?.isConnected === true
  }

  #adopt(sheet: CSSStyleSheet): void {
    sheet.replaceSync(`@layer fake-opentok { ${rules} }`)
    this.#document.adoptedStyleSheets = [sheet, ...this.#document.adoptedStyleSheets]
    this.#sheet = sheet
  }

  #prepend(): void {
    const element = this.#document.createElement('style')
    element.textContent = rules
    headOf(this.#document).prepend(element)
    this.#element = element
  }
}
