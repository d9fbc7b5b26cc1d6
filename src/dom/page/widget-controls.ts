/** The buttons and indicators of a widget: their order, and when each is shown. */

import type { WidgetState } from '../../ports/view.ts'
import { barMode, type DisplayMode, type WidgetStyle } from './widget-style.ts'

/** `began` and `ended` are shown with their text for some seconds; `none`: no recording ran since the widget came. */
export type RecordingPhase = 'none' | 'began' | 'runs' | 'ended' | 'over'

/** The facts that the looks of the controls follow from. */
export interface ControlFacts {
  readonly kind: 'publisher' | 'subscriber'
  readonly style: WidgetStyle
  readonly state: WidgetState
  /** There is sound to be seen, as a level. */
  readonly hasSound: boolean
  /** The text of the recording sign. */
  readonly recording: RecordingPhase
  /** A subscriber's controls stay hidden until its media has loaded for the first time. */
  readonly hidden: boolean
}

/** One control: which widgets have it, its element, and its classes at any moment. */
export interface ControlRow {
  readonly control: string
  readonly of: readonly ('publisher' | 'subscriber')[]
  readonly tag: 'div' | 'h1' | 'button'
  readonly mode: (facts: ControlFacts) => DisplayMode
  readonly classes: (facts: ControlFacts, mode: DisplayMode) => readonly string[]
  readonly fill?: (element: HTMLElement) => void
  /** The further classes that follow from the facts. */
  readonly draw?: (element: HTMLElement, facts: ControlFacts) => void
}

const both = ['publisher', 'subscriber'] as const
const edge = (mode: DisplayMode): readonly string[] => ['OT_edge-bar-item', `OT_mode-${mode}`]
const when = (holds: boolean, ...classes: readonly string[]): readonly string[] => (holds ? classes : [])

function append(parent: HTMLElement, tag: string, className: string): HTMLElement {
  const child = parent.ownerDocument.createElement(tag)
  child.className = className
  parent.append(child)
  return child
}

function fillArchive(element: HTMLElement): void {
  append(append(element, 'div', 'OT_archiving-light-box'), 'div', 'OT_archiving-light')
  append(element, 'div', 'OT_archiving-status OT_mode-on OT_edge-bar-item OT_edge-bottom')
}

function fillMeter(element: HTMLElement): void {
  append(element, 'div', 'OT_audio-level-meter__audio-only-img')
  append(element, 'div', 'OT_audio-level-meter__value')
}

function fillUnsupported(element: HTMLElement): void {
  append(element, 'div', 'OT_video-unsupported-bar')
  append(element, 'div', 'OT_video-unsupported-img')
  append(element, 'span', 'OT_video-unsupported-text').textContent = 'This picture cannot be shown here'
}

function fillMute(element: HTMLElement): void {
  element.setAttribute('type', 'button')
  // The recorded list of attributes leaves no room for a label, so the accessible name is the text itself.
  element.textContent = 'Mute'
}

const recordingTexts: Readonly<Partial<Record<RecordingPhase, string>>> = {
  began: 'Being recorded',
  runs: 'Being recorded',
  ended: 'No longer recorded',
}

function archiveMode({ style, recording }: ControlFacts): DisplayMode {
  return style.archive !== 'off' && recordingTexts[recording] !== undefined ? 'on' : 'off'
}

// The light burns whether or not the sign is shown; what it says stays when it is shown no more (recorded: `archive/indicator-*`).
function drawArchive(element: HTMLElement, { style, state, recording }: ControlFacts): void {
  const [box, status] = element.children
  box?.firstElementChild?.classList.toggle('OT_active', state.archiving)
  const text = style.archive === 'off' ? undefined : recordingTexts[recording]
  if (text === undefined || box === undefined || status === undefined) return
  box.setAttribute('title', text)
  status.textContent = text
  status.classList.toggle('OT_mode-on', recording !== 'runs')
  status.classList.toggle('OT_mode-auto', recording === 'runs')
}

function showsMeter({ kind, style, state, hasSound }: ControlFacts): boolean {
  if (style.audioLevel !== 'auto') return style.audioLevel === 'on'
  return state.audioOnly && (kind === 'subscriber' || (hasSound && !state.audioMuted))
}

// Once it measures, its bar has a size of its own, and keeps it (recorded: `live/publisher/ready/publishVideo-false-dom`).
function drawMeter(element: HTMLElement, facts: ControlFacts): void {
  const bar = element.lastElementChild
  const measures = showsMeter(facts) && facts.hasSound && !facts.hidden && !facts.state.loading
  if (measures && bar !== null && !bar.hasAttribute('style')) bar.setAttribute('style', 'transform: scale(0)')
}

const disabledClasses = ({ state }: ControlFacts): readonly string[] =>
  state.videoDisabled ? ['OT_video-disabled'] : when(state.videoWarning, 'OT_video-disabled-warning')

/** The controls in the order in which they stand (recorded: `OT.initPublisher/ok-target-id`, `session.subscribe/ok`). */
export const controlRows: readonly ControlRow[] = [
  {
    control: 'bar',
    of: both,
    tag: 'div',
    mode: ({ style }) => barMode(style),
    classes: (_facts, mode) => ['OT_bar', ...edge(mode)],
  },
  {
    control: 'name',
    of: both,
    tag: 'h1',
    mode: ({ style }) => style.name,
    classes: (_facts, mode) => ['OT_name', ...edge(mode)],
  },
  {
    control: 'archive',
    of: ['publisher'],
    tag: 'h1',
    mode: archiveMode,
    classes: ({ state }, mode) => [
      'OT_archiving',
      `OT_archiving-${state.archiving ? 'on' : 'off'}`,
      'OT_edge-bottom',
      ...edge(mode),
    ],
    fill: fillArchive,
    draw: drawArchive,
  },
  {
    control: 'mute',
    of: both,
    tag: 'button',
    mode: ({ style }) => style.button,
    classes: ({ state }, mode) => ['OT_mute', ...edge(mode), ...when(state.audioMuted, 'OT_active')],
    fill: fillMute,
  },
  {
    control: 'meter',
    of: both,
    tag: 'div',
    mode: ({ style }) => style.audioLevel,
    classes: (facts) => ['OT_audio-level-meter', ...when(!showsMeter(facts), 'OT_hide-forced')],
    fill: fillMeter,
    draw: drawMeter,
  },
  {
    control: 'videoDisabled',
    of: both,
    tag: 'div',
    mode: ({ style }) => style.videoDisabled,
    classes: (facts, mode) => [
      'OT_video-disabled-indicator',
      `OT_mode-${mode}`,
      ...when(mode !== 'off', 'OT_active', ...disabledClasses(facts)),
    ],
  },
  {
    control: 'audioBlocked',
    of: ['subscriber'],
    tag: 'div',
    mode: ({ style }) => style.audioBlocked,
    classes: ({ state }, mode) => [
      'OT_audio-blocked-indicator',
      `OT_mode-${mode}`,
      ...when(mode !== 'off', 'OT_active', ...when(state.audioBlocked, 'OT_audio-blocked')),
    ],
  },
  {
    control: 'videoUnsupported',
    of: ['subscriber'],
    tag: 'div',
    mode: () => 'auto',
    classes: (_facts, mode) => ['OT_video-unsupported', `OT_mode-${mode}`],
    fill: fillUnsupported,
  },
]
