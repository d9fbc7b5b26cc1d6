import { describe, expect, test } from 'vitest'
import { failures } from '../src/contract/failures.ts'
import { restFailureList } from '../src/contract/rest/failures.ts'
import { loadCases } from './conformance/load-cases.ts'
import { circles, mayCircle } from './tidy/circles.ts'
import { hiddenSubjects, missingSources, unsourcedNotes } from './tidy/comments.ts'
import { importCycles } from './tidy/cycles.ts'
import { hostTimeUses, wallClock } from './tidy/host-time.ts'
import { arrows, crumbs, exceptionTellers, faultAskers, folderSizes, mostCrumbs } from './tidy/house.ts'
import { lightEntrances, packagesLoadedBy } from './tidy/light.ts'
import { badNames, starExports } from './tidy/names.ts'
import { oldFunctions } from './tidy/old-functions.ts'
import { pageTouches } from './tidy/page-globals.ts'
import { brokenPromises } from './tidy/pages.ts'
import { namedPlaces } from './tidy/places.ts'
import { mayImport, wrongDoors } from './tidy/rooms.ts'
import { scenarioOffences } from './tidy/scenarios.ts'
import { keptSeams, loneSeams } from './tidy/seams.ts'
import { busyFacades, facades, longFiles, longFunctions, mostFiles, tables } from './tidy/sizes.ts'
import { codeFiles, committedPaths, read, sourceFiles } from './tidy/source-tree.ts'
import { typeHoles } from './tidy/type-holes.ts'
import { withoutFixture } from './tidy/without-fixture.ts'

const textFiles = committedPaths.map((path) => ({ path, text: read(path) })).filter(({ text }) => !text.includes('\0'))

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

describe('the rooms', () => {
  test('a room imports only what the house has a door to', () => {
    expect(wrongDoors(sourceFiles)).toEqual([])
  })

  test('no files need each other in order to load', () => {
    expect(importCycles(codeFiles)).toEqual([])
  })

  test('no file of src needs another that needs it, types counted', () => {
    expect(circles(sourceFiles).filter((circle) => !circle.every(mayCircle))).toEqual([])
  })

  test.each([
    ['sdk', 'backend'],
    ['dom', 'sdk'],
  ])('%s takes nothing from %s', (from, to) => {
    expect(arrows(sourceFiles, from, to)).toEqual([])
  })

  test('the gate alone asks for faults in sdk', () => {
    expect(faultAskers(sourceFiles)).toEqual([])
  })

  test('the gate alone tells of failures by exception; an application may tell of its own', () => {
    expect(exceptionTellers(sourceFiles)).toEqual([['src/sdk/ot/js-exception.ts', 1]])
  })

  test(`time, timers and chance enter through ${wallClock}`, () => {
    expect(hostTimeUses(sourceFiles)).toEqual([])
  })

  test('only the rooms that have a page touch it', () => {
    expect(pageTouches(sourceFiles)).toEqual([])
  })

  test('nothing exports everything of another file', () => {
    expect(starExports(codeFiles)).toEqual([])
  })

  test.each(lightEntrances)('%s loads no package', (entrance) => {
    expect(sourceFiles.map(({ path }) => path)).toContain(entrance)
    expect(packagesLoadedBy(entrance, sourceFiles)).toEqual([])
  })

  test('the compiler is never told to look away', () => {
    expect(typeHoles(sourceFiles)).toEqual([])
  })
})

describe('the garbage', () => {
  test('a function that is made in each test is not assigned to a member', () => {
    expect(oldFunctions(sourceFiles)).toEqual([])
  })
})

describe('the sizes', () => {
  test('a function fits on a page', () => {
    expect(longFunctions(codeFiles)).toEqual([])
  })

  test('a file holds one idea', () => {
    expect(longFiles(codeFiles)).toEqual([])
  })

  test("a facade's method sorts, checks and hands on", () => {
    expect(busyFacades(sourceFiles)).toEqual([])
  })

  test(`a folder holds at most ${mostFiles} files, tests not counted`, () => {
    expect(folderSizes(sourceFiles).filter(([, size]) => size > mostFiles)).toEqual([])
  })

  test(`at most ${mostCrumbs} files have fewer than 20 lines`, () => {
    const found = crumbs(sourceFiles)
    expect(found.slice(mostCrumbs), found.join('\n')).toEqual([])
  })

  test('an interface that one class alone names has its reason, and no other has', () => {
    expect(loneSeams(sourceFiles).toSorted()).toEqual(Object.keys(keptSeams).toSorted())
  })

  test('what the rules name is there', () => {
    expect([...tables, ...facades, wallClock].filter((path) => !committedPaths.includes(path))).toEqual([])
  })
})

describe('the names', () => {
  test('files are named for what is in them, in kebab-case', () => {
    expect(badNames(codeFiles)).toEqual([])
  })

  test('no file names a package registry, or a folder of one machine', () => {
    expect(namedPlaces(textFiles)).toEqual([])
  })
})

describe('the comments', () => {
  test('begin with their subject', () => {
    expect(hiddenSubjects(sourceFiles)).toEqual([])
  })

  test('say where something was recorded', () => {
    expect(unsourcedNotes(sourceFiles)).toEqual([])
  })

  test('name recordings and files that are there', () => {
    const ids = loadCases('fixtures/observed').map(({ id }) => id)
    expect(missingSources(sourceFiles, { ids, paths: committedPaths })).toEqual([])
  })
})

describe('what has to be in step', () => {
  test('every failure has its scenario, or a reason', () => {
    const paths = committedPaths.filter((path) => path.startsWith('fixtures/scenarios/'))
    const all = [...failures, ...restFailureList.map(({ id }) => ({ id, status: 'live' as const }))]
    expect(scenarioOffences({ failures: all, paths, reasons: withoutFixture })).toEqual([])
  })

  test('every failure stands in ERRORS.md', () => {
    const page = read('ERRORS.md')
    expect(failures.filter(({ slug }) => !page.includes(`\`${slug}\``)).map(({ id }) => id)).toEqual([])
  })

  test('every failure whose recording was not kept stands in fixtures/observed/README.md, and no other', () => {
    const listed = [...read('fixtures/observed/README.md').matchAll(/^\| `(.+?)` \|/gm)].map(([, id]) => id)
    const elsewhere = failures.filter(({ sources }) => sources.includes('notes:recorded-elsewhere'))
    expect(listed.toSorted()).toEqual(elsewhere.map(({ id }) => id).toSorted())
  })

  test('CONTRIBUTING.md shows the rooms that there are, and their doors as they are', () => {
    const rows = [...read('CONTRIBUTING.md').matchAll(/^\| `([a-z/]+)` \| ?(.*?) ?\|/gm)]
    const shown = rows.map(([, room = '', doors = '']) => [
      room,
      [...doors.matchAll(/`(.+?)`/g)].map(([, door]) => door),
    ])
    const isThere = (room: string): boolean => committedPaths.some((path) => path.startsWith(`src/${room}/`))
    expect(Object.fromEntries(shown)).toEqual(
      Object.fromEntries(Object.entries(mayImport).filter(([room]) => isThere(room))),
    )
  })

  test('pages link to what is there, and tell of commands that exist', () => {
    const pages = textFiles.filter(({ path }) => path.endsWith('.md'))
    expect(brokenPromises(pages, { paths: committedPaths, scripts: Object.keys(scripts) })).toEqual([])
  })
})
