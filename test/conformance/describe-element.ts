import type { JsonObject } from './recorded-case.ts'

/** A class that a widget carries for its first seconds; recordings leave it out. */
const passingClass = 'OT_mode-on-hold'

/**
 * Describes an element by tag, id, sorted classes, sorted attribute names and its children to a depth; below that, by their number.
 *
 * @example describeElement(document.body, 1)
 */
export function describeElement(element: Element, depth: number): JsonObject {
  const classes = classesOf(element)
  const attributes = attributesOf(element)
  return {
    tag: element.tagName.toLowerCase(),
    ...(element.id === '' ? {} : { id: element.id.startsWith('OT_') ? 'OT_*' : element.id }),
    ...(classes.length === 0 ? {} : { classes }),
    ...(attributes.length === 0 ? {} : { attrs: attributes }),
    ...describeChildren(element, depth),
  }
}

/** The sorted classes of an element, without the passing one. */
export const classesOf = (element: Element): readonly string[] =>
  [...element.classList].filter((name) => name !== passingClass).sort()

const attributesOf = (element: Element): readonly string[] =>
  element
    .getAttributeNames()
    .filter((name) => name !== 'id' && name !== 'class')
    .sort()

function describeChildren(element: Element, depth: number): JsonObject {
  const children = [...element.children]
  if (children.length === 0) return {}
  if (depth <= 0) return { childCount: children.length }
  return { children: children.map((child) => describeElement(child, depth - 1)) }
}
