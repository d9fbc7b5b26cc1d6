import type { Track } from '../../ports/track.ts'
import type { InsertMode, WidgetRequest } from '../../ports/view.ts'

export type Bag = Readonly<Record<string, unknown>>

export const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export const isTrack = (value: unknown): value is Track =>
  isBag(value) && typeof value['kind'] === 'string' && typeof value['stop'] === 'function'

/** Left out counts as true; of texts, `true` alone does (read: the SDK's source). */
export const asFlag = (value: unknown): boolean => value === undefined || value === true || value === 'true'

/** The fit mode of a widget: any value is taken for one, as text (recorded: `live/programs/fitMode-*`). */
export const fitModeOf = (value: unknown, usual: string): string => (value === undefined ? usual : textOf(value))

/** An element is its kind as a text, as in a browser: the pages of tests have its markup there. */
const textOf = (value: unknown): string =>
  isBag(value) && 'nodeType' in value ? Object.prototype.toString.call(value) : String(value)

const insertModes: readonly InsertMode[] = ['replace', 'after', 'before', 'append']

/** The parts of properties that publishers and subscribers share. */
export function widgetPropertiesOf(
  properties: Bag,
): Pick<
  WidgetRequest,
  'insertMode' | 'insertDefaultUI' | 'width' | 'height' | 'fitMode' | 'showControls' | 'style' | 'initials'
> {
  const insertMode = insertModes.find((mode) => mode === properties['insertMode']) ?? 'replace'
  return {
    insertMode,
    insertDefaultUI: properties['insertDefaultUI'] !== false,
    width: properties['width'],
    height: properties['height'],
    fitMode: fitModeOf(properties['fitMode'], 'cover'),
    showControls: properties['showControls'] !== false,
    style: isBag(properties['style']) ? properties['style'] : {},
    initials: text(properties['initials']),
  }
}
