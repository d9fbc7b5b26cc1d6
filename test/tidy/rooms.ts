import { type CodeFile, isTest, offence } from './code-file.ts'
import { type Import, importsOf } from './imports.ts'

/** Which room may import what: rooms, single files, and packages. DESIGN: the rooms. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  kernel: [],
  wire: ['contract'],
  ports: ['wire'],
  vocabulary: ['contract', 'kernel'],
  backend: ['contract', 'kernel', 'wire'],
  transport: ['contract', 'kernel', 'wire', 'ports', 'backend'],
  faults: ['contract', 'kernel', 'backend'],
  scenario: ['contract', 'kernel', 'wire', 'ports', 'vocabulary', 'backend', 'faults', 'valibot'],
  rest: ['contract', 'kernel', 'wire', 'backend'],
  sdk: ['contract', 'kernel', 'wire', 'ports'],
  dom: ['kernel', 'ports'],
  panel: ['contract', 'kernel'],
}

const rooms = Object.keys(mayImport)

/** What puts the rooms together: `src/index.ts`, `src/simulator.ts`, and the test author's API behind it, `src/author`. */
const isComposing = (path: string): boolean => /^src\/(index\.ts|simulator\.ts|author\/[a-z-]+\.ts)$/.test(path)

const entryOf = (path: string): string | undefined => /^src\/entry\/([a-z0-9-]+)(?:\.ts$|\/)/.exec(path)?.[1]

const roomOf = (path: string): string | undefined => {
  const room = /^src\/([a-z-]+)\//.exec(path)?.[1]
  return room !== undefined && rooms.includes(room) ? room : undefined
}

function roomMayImport(room: string, { target, specifier, when }: Import): boolean {
  const allowed = mayImport[room] ?? []
  if (target === undefined) return allowed.includes(specifier)
  if (room === 'panel' && target === 'src/simulator.ts') return when === 'types'
  const other = roomOf(target)
  return allowed.includes(target) || (other !== undefined && (other === room || allowed.includes(other)))
}

function composingMayImport({ target }: Import): boolean {
  return target !== undefined && (roomOf(target) !== undefined || isComposing(target))
}

function entryMayImport(entry: string, { target }: Import): boolean {
  if (target === undefined) return true
  return entryOf(target) === entry || roomOf(target) !== undefined || isComposing(target)
}

function isAllowed(path: string, taken: Import): boolean {
  const room = roomOf(path)
  const entry = entryOf(path)
  if (room !== undefined) return roomMayImport(room, taken)
  if (entry !== undefined) return entryMayImport(entry, taken)
  return composingMayImport(taken)
}

const hasPlace = (path: string): boolean =>
  roomOf(path) !== undefined || entryOf(path) !== undefined || isComposing(path)

/** Imports in src/ that go in a direction in which the house has no door. Tests may look into every room. */
export function wrongDoors(files: readonly CodeFile[]): readonly string[] {
  return files
    .filter((file) => !isTest(file.path))
    .flatMap((file) => {
      if (!hasPlace(file.path)) return [`${file.path} lies in no room`]
      return importsOf(file)
        .filter((taken) => !isAllowed(file.path, taken))
        .map((taken) => offence(file, taken.start, `must not import ${taken.target ?? taken.specifier}`))
    })
}
