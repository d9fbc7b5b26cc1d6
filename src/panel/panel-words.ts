import { type Optional, optional, type Shape, thing, words } from '../vocabulary/shape.ts'

/** Where the panel stands: at an edge, above the page, in a window of its own, or where the page put it. */
export type Dock = 'right' | 'bottom' | 'floating' | 'window' | 'inline'

export type PanelTheme = 'light' | 'dark' | 'auto'

/** The ids of the sections, in their order. */
export const sectionIds = [
  'people',
  'networks',
  'devices',
  'quality',
  'failures',
  'scenarios',
  'journal',
  'statistics',
  'copy',
] as const

export type SectionId = (typeof sectionIds)[number]

/*
 * The words of the panel: the functions that open it, and the verbs of an open panel, are checked by these tables.
 */

export const dock: Shape<Dock> = words('dock', ['right', 'bottom', 'floating', 'window', 'inline'])
export const section: Shape<SectionId> = words('section', sectionIds)

// By its shape: an element may belong to another window.
const anElement: Shape<Element> = thing(
  'an element of the page',
  (value) => typeof value === 'object' && value !== null && Reflect.get(value, 'nodeType') === 1,
)

/** The options with which every panel is opened. */
export const launchKeys: {
  readonly dock: Optional<Dock>
  readonly theme: Optional<PanelTheme>
  readonly parent: Optional<Element>
  readonly section: Optional<SectionId>
} = {
  dock: optional(dock),
  theme: optional(words('theme', ['light', 'dark', 'auto'])),
  parent: optional(anElement),
  section: optional(section),
}
