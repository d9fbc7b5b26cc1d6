import type { CodeFile } from './code-file.ts'
import { importsOf } from './imports.ts'

/** The real SDK's own declarations know each other: a session its publishers, a publisher its session. */
export const mayCircle = (path: string): boolean => path.startsWith('src/sdk/surface/')

const neededBy = (file: CodeFile): readonly string[] =>
  importsOf(file).flatMap(({ target, when }) => (target !== undefined && when !== 'later' ? [target] : []))

/**
 * Files that need each other, types counted, in lists: to understand one of them is to read them all. The
 * longest list comes first (Tarjan's strongly connected components).
 */
export function circles(files: readonly CodeFile[]): readonly (readonly string[])[] {
  const needs = new Map(files.map((file) => [file.path, neededBy(file)]))
  const places = new Map<string, { index: number; low: number; open: boolean }>()
  const open: string[] = []
  const found: (readonly string[])[] = []
  const visit = (path: string): { index: number; low: number; open: boolean } => {
    const place = { index: places.size, low: places.size, open: true }
    places.set(path, place)
    open.push(path)
    for (const next of needs.get(path) ?? []) {
      if (!needs.has(next)) continue
      const known = places.get(next)
      if (known === undefined) place.low = Math.min(place.low, visit(next).low)
      else if (known.open) place.low = Math.min(place.low, known.index)
    }
    if (place.low === place.index) close(path)
    return place
  }
  const close = (path: string): void => {
    const circle = open.splice(open.indexOf(path))
    for (const one of circle) Object.assign(places.get(one) ?? {}, { open: false })
    if (circle.length > 1) found.push(circle.sort())
  }
  for (const path of needs.keys()) if (!places.has(path)) visit(path)
  return found.sort((one, other) => other.length - one.length)
}
