import type { Clock, Timer } from '../../kernel/time/clock.ts'
import { type ControlFacts, type ControlRow, controlRows, type RecordingPhase } from './widget-controls.ts'

/** How long controls that come and go by themselves stay at first, in milliseconds. */
const holdMs = 2000

/** How long the sign of a recording says that it has begun, or has ended, in milliseconds (recorded: `archive/indicator-off`). */
const recordingTextMs = 5000

/** The state of a widget; the bar itself finds the text of the recording sign. */
export type WidgetFacts = Omit<ControlFacts, 'recording'>

export interface ControlBarSettings {
  readonly root: HTMLElement
  readonly clock: Clock
  readonly name: string
  /** Without sound there is nothing to mute, and no button for it. */
  readonly hasAudio: boolean
  /** Called with what the person wants when the mute button is pressed. */
  readonly muteToggled: (muted: boolean) => void
}

interface Control {
  readonly row: ControlRow
  readonly element: HTMLElement
  classes: readonly string[]
}

/** The name bar, the buttons and the indicators of one widget. */
export class ControlBar {
  readonly #clock: Clock
  readonly #controls: readonly Control[]
  readonly #hold: Timer
  #muted = false
  #recording: RecordingPhase = 'none'
  #recordingText: Timer | undefined
  #last: WidgetFacts | null = null

  constructor({ root, clock, name, hasAudio, muteToggled }: ControlBarSettings, widget: WidgetFacts) {
    this.#clock = clock
    const facts = this.#all(widget)
    this.#controls = controlRows
      .filter(({ of, control }) => of.includes(facts.kind) && (hasAudio || control !== 'mute'))
      .map((row) => ({ row, element: makeControl(root, row), classes: [] }))
    this.#writeName(name)
    this.#find('mute')?.addEventListener('click', () => muteToggled(!this.#muted))
    this.render(widget)
    for (const { row, element } of this.#controls) {
      if (row.mode(facts) === 'auto') element.classList.add('OT_mode-on-hold')
    }
    this.#hold = clock.after(holdMs, () => this.#letGo(), { what: 'controls to fade', kind: 'calendar' })
  }

  /** Brings the classes of every control in line with the facts; classes that the application added stay. */
  render(widget: WidgetFacts): void {
    this.#noteRecording(widget)
    const facts = this.#all(widget)
    this.#last = widget
    this.#muted = facts.state.audioMuted
    for (const control of this.#controls) {
      const mode = control.row.mode(facts)
      const classes = [...control.row.classes(facts, mode), ...(facts.hidden ? ['OT_hide-forced'] : [])]
      const gone = control.classes.filter((name) => !classes.includes(name))
      const come = classes.filter((name) => !control.classes.includes(name))
      // A page lays itself out anew by every change of a class, and a widget is rendered at every change of its state.
      if (gone.length > 0) control.element.classList.remove(...gone)
      if (come.length > 0) control.element.classList.add(...come)
      control.classes = classes
      control.row.draw?.(control.element, facts)
    }
  }

  remove(): void {
    this.#clock.cancel(this.#hold)
    this.#clock.cancel(this.#recordingText)
    for (const { element } of this.#controls) element.remove()
  }

  #all(widget: WidgetFacts): ControlFacts {
    return { ...widget, recording: this.#recording }
  }

  #noteRecording(widget: WidgetFacts): void {
    const runs = this.#recording === 'began' || this.#recording === 'runs'
    if (widget.state.archiving === runs) return
    this.#clock.cancel(this.#recordingText)
    this.#recording = runs ? 'ended' : 'began'
    const what = 'the sign of a recording to fade'
    this.#recordingText = this.#clock.after(recordingTextMs, () => this.#fadeRecording(), { what, kind: 'calendar' })
  }

  #fadeRecording(): void {
    this.#recording = this.#recording === 'began' ? 'runs' : 'over'
    if (this.#last !== null) this.render(this.#last)
  }

  #writeName(name: string): void {
    const bar = this.#find('name')
    if (bar !== undefined && name !== '') bar.textContent = name
  }

  #find(control: string): HTMLElement | undefined {
    return this.#controls.find(({ row }) => row.control === control)?.element
  }

  #letGo(): void {
    for (const { element } of this.#controls) element.classList.remove('OT_mode-on-hold')
  }
}

function makeControl(root: HTMLElement, { tag, fill }: ControlRow): HTMLElement {
  const element = root.ownerDocument.createElement(tag)
  fill?.(element)
  root.append(element)
  return element
}
