import { type CodeFile, isTest, offence } from './code-file.ts'
import { type Import, importsOf } from './imports.ts'

const below = ['contract', 'kernel', 'wire', 'ports'] as const

/**
 * Which room may import what, types counted: rooms, and packages. A room is a folder of `src`; inside `sdk` there are rooms too,
 * lowest first. DESIGN: the rooms.
 */
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
  world: ['contract', 'kernel', 'wire', 'ports', 'backend', 'transport', 'faults', 'dom'],
  rest: ['contract', 'kernel', 'wire', 'backend'],
  'sdk/surface': ['contract', 'ports'],
  'sdk/base': [...below, 'sdk/surface'],
  'sdk/media': [...below, 'sdk/surface', 'sdk/base'],
  'sdk/devices': [...below, 'sdk/surface', 'sdk/base'],
  'sdk/publisher': [...below, 'sdk/surface', 'sdk/base', 'sdk/media', 'sdk/devices'],
  'sdk/subscriber': [...below, 'sdk/surface', 'sdk/base', 'sdk/media'],
  'sdk/session': [...below, 'sdk/surface', 'sdk/base', 'sdk/media', 'sdk/publisher', 'sdk/subscriber'],
  'sdk/ot': [...below, 'sdk'],
  dom: ['kernel', 'ports'],
  author: [...below, 'vocabulary', 'backend', 'transport', 'faults', 'world', 'scenario', 'rest', 'sdk', 'dom'],
  suite: ['contract', 'kernel', 'vocabulary', 'scenario', 'author'],
  panel: ['contract', 'kernel', 'vocabulary', 'author', 'lit'],
}

const rooms = Object.keys(mayImport)

/** The entrances of the package that lie in `src` itself: they put the rooms together, and no room knows them. */
const isEntrance = (path: string): boolean => /^src\/(index|simulator)\.ts$/.test(path)

const entryOf = (path: string): string | undefined => /^src\/entry\/([a-z0-9-]+)(?:\.ts$|\/)/.exec(path)?.[1]

const roomOf = (path: string): string | undefined => rooms.find((room) => path.startsWith(`src/${room}/`))

const isIn = (room: string, allowed: string): boolean => room === allowed || room.startsWith(`${allowed}/`)

function roomMayImport(room: string, { target, specifier }: Import): boolean {
  const allowed = mayImport[room] ?? []
  if (target === undefined) return allowed.includes(specifier)
  const other = roomOf(target)
  return other !== undefined && (other === room || allowed.some((one) => isIn(other, one)))
}

const entranceMayImport = ({ target }: Import): boolean =>
  target !== undefined && (roomOf(target) !== undefined || isEntrance(target))

function entryMayImport(entry: string, { target }: Import): boolean {
  if (target === undefined) return true
  return entryOf(target) === entry || roomOf(target) !== undefined || isEntrance(target)
}

function isAllowed(path: string, taken: Import): boolean {
  const room = roomOf(path)
  const entry = entryOf(path)
  if (room !== undefined) return roomMayImport(room, taken)
  return entry === undefined ? entranceMayImport(taken) : entryMayImport(entry, taken)
}

const hasPlace = (path: string): boolean =>
  roomOf(path) !== undefined || entryOf(path) !== undefined || isEntrance(path)

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
