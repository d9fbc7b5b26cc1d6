import type { CodeFile } from './code-file.ts'
import { importsOf } from './imports.ts'

const loadedBy = (file: CodeFile): readonly string[] =>
  importsOf(file).flatMap(({ target, when }) => (target !== undefined && when === 'load' ? [target] : []))

/** Rings of files that need each other in order to load; `import type` and `import()` make none. */
export function importCycles(files: readonly CodeFile[]): readonly string[] {
  const loads = new Map(files.map((file) => [file.path, loadedBy(file)]))
  const done = new Set<string>()
  const cycles: string[] = []
  const follow = (path: string, trail: readonly string[]): void => {
    const entered = trail.indexOf(path)
    if (entered >= 0) cycles.push([...trail.slice(entered), path].join(' -> '))
    if (entered >= 0 || done.has(path)) return
    for (const next of loads.get(path) ?? []) follow(next, [...trail, path])
    done.add(path)
  }
  for (const path of loads.keys()) follow(path, [])
  return cycles
}
