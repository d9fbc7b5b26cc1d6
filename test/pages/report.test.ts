import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../../src/author/simulator.ts'
import { failures, isProducible } from '../../src/contract/failures.ts'
import { FileSurface } from '../../src/suite/surface/file-surface.ts'
import { reportOf } from '../../src/suite/surface/report.ts'
import { emptySurface, mergeSurfaces, type Surface, seenIn } from '../../src/suite/surface/surface.ts'
import { graveViolations } from './axe.ts'
import { takePicture, useBrowser } from './browser.ts'

const openPage = useBrowser()

async function connecting(test: string, prepare: (simulator: Simulator) => void, listens: boolean): Promise<Surface> {
  const simulator = createSimulator({ seed: 1, epoch: 0 })
  prepare(simulator)
  simulator.room().join({ name: 'Alice' }).publish()
  const { apiKey, sessionId, token } = simulator.credentials()
  simulator.OT.initSession(apiKey, sessionId).connect(token, ...(listens ? [() => {}] : []))
  await simulator.settled()
  const file = new FileSurface()
  file.add(simulator, test)
  return file.surface
}

/** Three failures: two that the application heard of, and one of which nobody did. */
async function three(): Promise<Surface> {
  const full = 'joining > a full session is told to the person'
  const heard = await connecting(full, (world) => world.fail('Session.connect/connection-limit-exceeded'), true)
  const late = 'joining > an expired invitation is told'
  const expired = await connecting(late, (world) => world.fail('Session.connect/expired-token'), true)
  const silent = 'the lobby says nothing'
  const deaf = await connecting(silent, (world) => world.fail('Session.connect/http-error'), false)
  return [
    seenIn(heard, 'test/join.test.ts'),
    seenIn(expired, 'test/join.test.ts'),
    seenIn(deaf, 'test/lobby.test.ts'),
  ].reduce(mergeSurfaces, emptySurface)
}

/** Nearly all failures of the catalogue, reached and heard in different ways. */
function nearlyAll(seen: Surface): Surface {
  const shown = Object.values(seen.failures)[0]?.shown ?? null
  const found = failures
    .filter((row) => isProducible(row, 'documented'))
    .slice(0, 350)
    .map((row, index) => {
      const [channel] = row.channels
      const heard = index % 7 === 0 || channel === undefined ? {} : { [channel]: 1 + (index % 3) }
      return [row.id, { times: 1 + (index % 4), dialects: ['documented'] as const, heard, shown }]
    })
  return { ...seen, failures: Object.fromEntries(found) }
}

async function openReport(surface: Surface, scheme: 'light' | 'dark', scope: 'called' | 'all'): Promise<Page> {
  const { page, complaints } = await openPage()
  await page.emulateMedia({ colorScheme: scheme })
  await page.setContent(reportOf(surface, { scope }).files['coverage/opentok/index.html'] ?? '')
  expect(complaints).toEqual([])
  return page
}

const sizes = { three: 'called', many: 'all' } as const

const looks = [
  ['three', 'light'],
  ['many', 'dark'],
  ['three', 'dark'],
  ['many', 'light'],
] as const

// npm run test:long looks at all four.
test.each(process.env.ALL_PAGES === undefined ? looks.slice(0, 1) : looks)(
  'the report of %s failures can be shown to a stranger, in %s',
  async (size, scheme) => {
    const few = await three()
    const page = await openReport(size === 'three' ? few : nearlyAll(few), scheme, sizes[size])
    await takePicture(page, `report-${size}-${scheme}-first`)
    await page.locator('summary', { hasText: 'Session.connect/connection-limit-exceeded' }).click()
    await page.locator('.picture svg').first().waitFor()
    await takePicture(page, `report-${size}-${scheme}`)
    expect(await graveViolations(page)).toEqual([])
  },
)

test('the picture of a test names people, and shows their acts in their own lane', async () => {
  const surface = seenIn(
    await connecting('a', (world) => world.fail('Session.connect/expired-token'), true),
    'a.test.ts',
  )
  const page = await openReport(surface, 'light', 'called')
  await page.locator('summary', { hasText: 'Session.connect/expired-token' }).click()
  const picture = page.locator('.picture svg')
  await picture.first().waitFor()
  const heads = await picture.locator('text[text-anchor=middle]').allTextContents()
  expect(heads).toEqual(['test', 'Alice', 'client-1', 'service'])
  const act = picture.locator('text', { hasText: 'publish Alice' })
  const lane = picture.locator('text', { hasText: /^Alice$/ })
  expect(Number(await act.getAttribute('x'))).toBeGreaterThan(Number(await lane.getAttribute('x')))
})

test('a person finds a failure by its words, and sees where nobody listened', async () => {
  const page = await openReport(await three(), 'light', 'called')
  const rows = page.locator('details:visible')
  await page.getByLabel('Search').fill('connection-limit')
  expect(await rows.count()).toBe(1)
  await page.getByLabel('Search').fill('')
  await page.getByLabel('Show').selectOption('unheard')
  expect(await rows.locator('summary code').allTextContents()).toEqual(['Session.connect/http-error'])
  await page.getByLabel('Search').fill('no such thing')
  expect(await page.getByText('Nothing fits. Take words').isVisible()).toBe(true)
})
