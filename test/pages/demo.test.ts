import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { takePicture } from './browser.ts'
import { join, openSection, useDemo } from './demo-pages.ts'

const openDemo = useDemo()

const person = (page: Page, name: string): ReturnType<Page['getByRole']> =>
  page.getByRole('region', { name: 'People in the meeting' }).getByRole('article', { name })

/** Waits until so many people have a tile: pictures themselves are slow to play on a busy machine. */
const untilThere = (page: Page, count: number): Promise<unknown> =>
  page.waitForFunction((expected) => document.querySelectorAll('.tile').length === expected, count)

/**
 * Waits until so many are seen: a tile is there as soon as a subscription begins, and a subscription or a publication that is still
 * under way when the network goes fails, which the demo tells in a dialog.
 */
const untilSeen = (page: Page, count: number): Promise<unknown> =>
  page.waitForFunction(
    (expected) =>
      document.querySelectorAll('.tile .OT_root').length === expected && document.querySelector('.OT_loading') === null,
    count,
  )

const arm = async (page: Page, failure: string): Promise<void> => {
  await openSection(page, 'Failures')
  await page.getByRole('searchbox', { name: 'Search' }).fill(failure)
  await page.locator('.link').first().click()
  await page.getByRole('button', { name: `Arm ${failure} for` }).click()
}

test('a person joins, sees who is there, and sees the panel let somebody come, go mute and leave', async () => {
  const { page, complaints } = await openDemo()
  await join(page)
  await untilThere(page, 4)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Dan')
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await untilThere(page, 5)

  await page.getByRole('switch', { name: "Dan's sound" }).click()
  await person(page, 'Dan, muted').waitFor()
  await page.getByRole('button', { name: 'Dan says hello' }).click()
  await page.getByRole('button', { name: /^Chat/ }).click()
  await page.getByRole('log', { name: 'Messages' }).getByText('Hello, this is Dan').waitFor()
  await takePicture(page, 'demo')

  await page.getByRole('button', { name: 'Dan leaves' }).click()
  await untilThere(page, 4)
  expect(complaints).toEqual([])
})

test('a failure is found by its code, armed, met, told in words, and tried again', async () => {
  const { page, complaints } = await openDemo()
  await arm(page, 'Session.connect/expired-token')
  await page.getByText('waits for the next Session.connect()').waitFor()
  await page.getByRole('button', { name: 'Join the meeting' }).click()
  const dialog = page.getByRole('dialog', { name: 'Your invitation is not valid any more' })
  await dialog.waitFor()
  await dialog.getByText('What the application was told').click()
  await dialog.getByText(/^OT_AUTHENTICATION_ERROR 1004/).waitFor()
  await takePicture(page, 'demo-failed')
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await untilThere(page, 4)
  expect(complaints).toEqual([])
})

// npm run test:long runs it.
test.runIf(process.env.ALL_PAGES !== undefined)(
  'the network goes and comes back, and a moderator removes the person',
  async () => {
    const { page, complaints } = await openDemo()
    await join(page, 'a participant')
    await untilSeen(page, 4)
    await openSection(page, 'Network')
    const online = page.getByRole('switch', { name: 'Online' })
    await online.click()
    await page.getByRole('alert').getByText('Reconnecting').waitFor()
    expect(await online.getAttribute('aria-checked')).toBe('false')
    await online.click()
    await page.getByRole('status').getByText('In the meeting').waitFor()

    await openSection(page, 'People')
    await page.getByRole('button', { name: 'Alice removes your application from the session' }).click()
    await page.getByRole('alert').getByText('A moderator removed you from the meeting.').waitFor()
    await page.getByRole('button', { name: 'Join again' }).click()
    await untilThere(page, 4)
    expect(complaints).toEqual([])
  },
)
