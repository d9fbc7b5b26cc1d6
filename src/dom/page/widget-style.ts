import { imageAddress } from '../../kernel/values.ts'

/** When one control is to be seen. */
export type DisplayMode = 'auto' | 'on' | 'off' | 'mini' | 'mini-auto'

/** The `style` of a publisher or subscriber, sorted out. */
export interface WidgetStyle {
  readonly name: DisplayMode
  readonly button: DisplayMode
  readonly audioLevel: DisplayMode
  readonly videoDisabled: DisplayMode
  readonly audioBlocked: DisplayMode
  readonly archive: DisplayMode
  readonly backgroundImageURI: string
  /** Nothing can be changed: the controls were ruled out by `showControls: false`. */
  readonly fixed: boolean
}

type Given = Readonly<Record<string, unknown>>
type ModeKey = Exclude<keyof WidgetStyle, 'backgroundImageURI' | 'fixed'>

const common: readonly unknown[] = ['auto', 'on', 'off']

/** The members of `style` that are display modes: what each sets, and what it may be. */
const modes: readonly (readonly [member: string, key: ModeKey, allowed: readonly unknown[]])[] = [
  ['nameDisplayMode', 'name', common],
  ['buttonDisplayMode', 'button', [...common, 'mini', 'mini-auto']],
  ['audioLevelDisplayMode', 'audioLevel', common],
  ['videoDisabledDisplayMode', 'videoDisabled', common],
  ['audioBlockedDisplayMode', 'audioBlocked', common],
  ['archiveStatusDisplayMode', 'archive', common],
]

const everywhere = (mode: DisplayMode): WidgetStyle => ({
  name: mode,
  button: mode,
  audioLevel: mode,
  videoDisabled: mode,
  audioBlocked: mode,
  archive: mode,
  backgroundImageURI: '',
  fixed: mode === 'off',
})

/** The style that a widget begins with; without a name there is no name bar until a style asks for one. */
export function initialStyle(
  given: Given,
  { name, showControls }: { name: string; showControls: boolean },
): WidgetStyle {
  if (!showControls) return everywhere('off')
  const style = changedStyle(everywhere('auto'), given)
  return name === '' ? { ...style, name: 'off' } : style
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A style after `setStyle`: what is unknown or invalid is ignored (recorded: `publisher.setStyle/invalid-value`). */
export function changedStyle(style: WidgetStyle, given: Given): WidgetStyle {
  if (style.fixed) return style
  const changes = modes.flatMap(([member, key, allowed]) =>
    allowed.includes(given[member]) ? [[key, given[member]]] : [],
  )
  const status = given['showArchiveStatus']
  return {
    ...style,
    ...(typeof status === 'boolean' ? { archive: status ? 'auto' : 'off' } : {}),
    ...Object.fromEntries(changes),
    ...('backgroundImageURI' in given ? { backgroundImageURI: textOf(imageAddress(given['backgroundImageURI'])) } : {}),
  }
}

/** The bar behind name and button shows as soon as one of them does; the stronger one wins. */
export const barMode = ({ name, button }: WidgetStyle): DisplayMode =>
  (['on', 'mini', 'mini-auto', 'auto'] as const).find((mode) => name === mode || button === mode) ?? 'off'
