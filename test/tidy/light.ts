import type { CodeFile } from './code-file.ts'
import { type Import, importsOf } from './imports.ts'

/** What an application, or a page, loads; scenarios are read by other entrances. */
export const lightEntrances: readonly string[] = [
  'src/index.ts',
  'src/simulator.ts',
  'src/entry/auto.ts',
  'src/entry/common-js.ts',
  'src/entry/offline.ts',
  'src/entry/script.ts',
]

/** The packages that a file loads with it, each with the file that names it. */
export function packagesLoadedBy(entrance: string, files: readonly CodeFile[]): readonly string[] {
  const imports = new Map(files.map((file) => [file.path, importsOf(file).filter(({ when }) => when === 'load')]))
  const seen = new Set<string>()
  const follow = (path: string): readonly string[] => {
    if (seen.has(path)) return []
    seen.add(path)
    return (imports.get(path) ?? []).flatMap((taken: Import) =>
      taken.target === undefined ? [`${path} loads ${taken.specifier}`] : follow(taken.target),
    )
  }
  return follow(entrance)
}
