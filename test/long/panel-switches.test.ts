import type { Locator, Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { type DemoOpening, join, openSection, useDemo } from '../pages/demo-pages.ts'

/** Every switch and button of the panel is used on the demo, and the page has to show that it did what it says. */
const openDemo = useDemo()

const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'fake-opentok panel' })
const press = (page: Page, name: string | RegExp): Promise<void> =>
  panelOf(page).getByRole('button', { name }).first().click()
const turn = (page: Page, name: string): Promise<void> =>
  panelOf(page).getByRole('switch', { name, exact: true }).click()
const choose = (page: Page, label: string, value: string, within: Locator = panelOf(page)): Promise<unknown> =>
  within.getByRole('combobox', { name: label, exact: true }).selectOption(value)

const person = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: 'People in the meeting' }).getByRole('article', { name, exact: true })
const there = (page: Page, name: string): Promise<void> => person(page, name).waitFor()
const gone = (page: Page, name: string): Promise<void> => person(page, name).waitFor({ state: 'detached' })
const tells = (page: Page, sentence: string): Promise<void> => page.getByRole('alert').getByText(sentence).waitFor()
const isIn = (page: Page): Promise<void> => page.getByRole('status').getByText('In the meeting').waitFor()
const problem = (page: Page): Locator => page.locator('#problem')

const seen = (page: Page): Promise<unknown> =>
  page.waitForFunction(
    () => document.querySelectorAll('.tile .OT_root').length === 4 && document.querySelector('.OT_loading') === null,
  )

async function meeting(section: string, role = 'a moderator', opening: DemoOpening = {}): Promise<Page> {
  const { page } = await openDemo(opening)
  await join(page, role)
  await seen(page)
  await openSection(page, section)
  return page
}

const noAccess = 'The page may not use your camera and microphone'

/** Uses the camera anew: the demo publishes with a press of the button where there is no picture. */
async function useCameraAnew(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Devices' }).click()
  await page.getByRole('button', { name: 'Use them' }).click()
}

describe('people', () => {
  test('each comes, publishes, is silent, dark, shares a screen, speaks, leaves and vanishes', async () => {
    const page = await meeting('People')
    await turn(page, 'Bob publishes')
    await gone(page, 'Bob')
    await turn(page, 'Bob publishes')
    await there(page, 'Bob')
    await turn(page, "Bob's sound")
    await there(page, 'Bob, muted')
    await turn(page, "Bob's sound")
    await there(page, 'Bob')
    await turn(page, "Bob's picture")
    await person(page, 'Bob').locator('.placeholder').waitFor({ state: 'visible' })
    await turn(page, "Bob's picture")
    await person(page, 'Bob').locator('.placeholder').waitFor({ state: 'hidden' })
    await turn(page, 'Bob shares a screen')
    await there(page, "Bob's screen")
    await turn(page, 'Bob shares a screen')
    await gone(page, "Bob's screen")
    await press(page, /Bob says hello/)
    await page.getByRole('button', { name: /^Chat/ }).click()
    await page.getByRole('log', { name: 'Messages' }).getByText('Hello, this is Bob').waitFor()
    await press(page, /The service sends a signal to everybody/)
    await page.getByRole('log', { name: 'Messages' }).getByText('An announcement of the service.').waitFor()
    await press(page, /Bob leaves/)
    await gone(page, 'Bob')
    await press(page, /Carol vanishes/)
    await gone(page, 'Carol')
  })

  test('a moderator mutes everybody and the application, ends its stream and removes it', async () => {
    const page = await meeting('People', 'a participant')
    await press(page, /Alice mutes your application/)
    await tells(page, 'A moderator muted you.')
    await there(page, 'Robin (you), muted')
    await page.getByRole('button', { name: 'Microphone' }).click()
    await press(page, /Alice mutes everybody/)
    await there(page, 'Robin (you), muted')
    await there(page, 'Bob, muted')
    await press(page, /Alice ends your application/)
    await tells(page, 'A moderator switched your picture off.')
    await gone(page, 'Robin (you), muted')
    await press(page, /Alice removes your application/)
    await tells(page, 'A moderator removed you from the meeting.')
  })

  test('the service mutes, records, moves and crashes the meeting, and a crowd comes and goes', async () => {
    const page = await meeting('People', 'a participant')
    await press(page, /The service mutes everybody/)
    await there(page, 'Robin (you), muted')
    await turn(page, 'Record')
    await page.getByText('Recording', { exact: true }).waitFor()
    await turn(page, 'Record')
    await page.getByText('Recording', { exact: true }).waitFor({ state: 'hidden' })
    await panelOf(page).getByRole('spinbutton').fill('10')
    await press(page, 'Let them in')
    await page.waitForFunction(() => document.querySelectorAll('.tile').length > 4)
    await press(page, 'Everybody leaves')
    await page.waitForFunction(() => document.querySelectorAll('.tile').length === 1)
    await press(page, 'Move to another server')
    await isIn(page)
    await press(page, /The media router crashes/)
    await page.getByRole('button', { name: 'Join again' }).waitFor()
  })
})

test('network: offline, silent, slow, broken, flapping and refused, and mended', async () => {
  const page = await meeting('Network')
  // A network that is away for two seconds may be back before anybody looks: everything that the page tells is kept.
  await page.evaluate(
    "globalThis.told = []; new MutationObserver(() => told.push(document.querySelector('#banner').textContent)).observe(document.querySelector('#banner'), { childList: true })",
  )
  const reconnecting = async (): Promise<void> => {
    await page.waitForFunction("told.some((text) => text.includes('Reconnecting'))")
    await page.evaluate('told.length = 0')
  }
  await turn(page, 'Online')
  await reconnecting()
  await turn(page, 'Online')
  await isIn(page)
  await press(page, /The messaging connection breaks once/)
  await isIn(page)
  await press(page, /Away for two seconds/)
  await reconnecting()
  await press(page, 'Mend everything')
  await isIn(page)
  await choose(page, 'Latency, one way', '1000')
  await page.getByRole('button', { name: /^Chat/ }).click()
  await page.getByRole('textbox', { name: 'Message' }).fill('slow')
  const sent = Date.now()
  await page.getByRole('textbox', { name: 'Message' }).press('Enter')
  await page.getByRole('log', { name: 'Messages' }).getByText('slow').waitFor()
  expect(Date.now() - sent).toBeGreaterThan(1900)
  await choose(page, 'Latency, one way', '0')
  await turn(page, 'The service answers')
  await page.getByRole('textbox', { name: 'Message' }).fill('nobody answers')
  await page.getByRole('textbox', { name: 'Message' }).press('Enter')
  await page.waitForTimeout(1500)
  expect(await page.getByRole('log', { name: 'Messages' }).getByText('nobody answers').count()).toBe(0)
  await turn(page, 'The service answers')
  await page.getByRole('button', { name: 'Leave', exact: true }).click()
  await press(page, 'Refuse the next connection')
  await page.getByRole('button', { name: 'Join the meeting' }).click()
  await problem(page).getByText('The connection could not be made').waitFor()
}, 300_000)

describe('devices', () => {
  const row = (page: Page, name: string): Locator => panelOf(page).getByRole('group', { name, exact: true })

  const worksOnceAllowed = async (page: Page): Promise<void> => {
    await problem(page).getByText(noAccess).waitFor()
    await problem(page).getByRole('button', { name: 'Close' }).click()
    await press(page, 'One of each, allowed')
    await page.getByRole('button', { name: 'Camera', exact: true }).click()
    await there(page, 'Robin (you)')
  }

  test('a camera that is denied in the call is taken away, and works once it is allowed', async () => {
    const page = await meeting('Devices')
    await choose(page, 'Permission', 'denied', row(page, 'Camera'))
    await gone(page, 'Robin (you)')
    await page.getByRole('button', { name: 'Camera', exact: true }).click()
    await worksOnceAllowed(page)
  })

  test('a question of the browser that is closed is told, and the camera works once it is allowed', async () => {
    const page = await meeting('Devices')
    await choose(page, 'Permission', 'dismissed', row(page, 'Camera'))
    await useCameraAnew(page)
    await worksOnceAllowed(page)
  })

  test('a question that stands is told, and so is one that was not asked yet', async () => {
    const page = await meeting('Devices')
    await choose(page, 'Permission', 'unanswered', row(page, 'Camera'))
    await useCameraAnew(page)
    await tells(page, 'Allow the camera and the microphone')
  })

  test('a camera and a microphone are unplugged, used by another program, and added', async () => {
    const page = await meeting('Devices')
    await turn(page, 'The camera is plugged in')
    await tells(page, 'Your camera or microphone is gone.')
    await turn(page, 'The camera is plugged in')
    await turn(page, 'Another program uses the microphone')
    await useCameraAnew(page)
    await problem(page).getByText('The camera or the microphone could not be used').waitFor()
    await problem(page).getByRole('button', { name: 'Close' }).click()
    await turn(page, 'Another program uses the microphone')
    await press(page, /Add a camera/)
    await page.getByRole('button', { name: 'Devices' }).click()
    await expect.poll(() => page.locator('select[name=camera] option').count()).toBe(2)
  })

  test('a screen may not be shared', async () => {
    const page = await meeting('Devices')
    await choose(page, 'Permission', 'denied', row(page, 'Screen'))
    await page.getByRole('button', { name: 'Share screen' }).click()
    await problem(page).getByRole('heading').waitFor()
  })
})

describe('quality', () => {
  test('what is received: sound is blocked, the path breaks and is back, tracks end', async () => {
    const page = await meeting('Quality')
    const interrupted = page.getByText('Picture and sound are interrupted …').first()
    await press(page, 'Path breaks')
    await interrupted.waitFor()
    await press(page, 'Path is back')
    await interrupted.waitFor({ state: 'hidden' })
    await press(page, /The picture stands still for six seconds/)
    await choose(page, 'The network is', 'critical')
    await choose(page, 'Video score', '1')
    await choose(page, 'The computer is', 'critical')
    await tells(page, 'Your computer is very busy.')
    await press(page, 'Mend')
  })

  test('what is sent: the publisher falls back to sound alone, and is back', async () => {
    const page = await meeting('Quality')
    await choose(page, 'Of', 'publisher')
    await choose(page, 'Falls back to', 'warned')
    await person(page, 'Robin (you)').getByText('Your network is slow').waitFor()
    await choose(page, 'Falls back to', 'audioOnly')
    await person(page, 'Robin (you)').getByText('Your network carries your sound alone').waitFor()
    await choose(page, 'Falls back to', 'none')
    await person(page, 'Robin (you)').locator('.note').waitFor({ state: 'hidden' })
    await press(page, 'Tracks end')
    await tells(page, 'Your camera or microphone is gone.')
  })
})

test('failures: found by what a person sees, armed once and always, taken back, and told with words of their own', async () => {
  const page = await meeting('Failures')
  await panelOf(page).getByRole('searchbox').fill('rate limit signal')
  await panelOf(page)
    .getByRole('button', { name: /^rate limit exceeded/ })
    .first()
    .click()
  await press(page, /^Arm always/)
  await page.getByRole('button', { name: /^Chat/ }).click()
  for (const text of ['one', 'two']) {
    await page.getByRole('textbox', { name: 'Message' }).fill(text)
    await page.getByRole('textbox', { name: 'Message' }).press('Enter')
    await problem(page).getByText('You write faster than the service takes it').waitFor()
    await problem(page).getByRole('button', { name: 'Close' }).click()
  }
  await press(page, /^Take back/)
  await page.getByRole('textbox', { name: 'Message' }).fill('three')
  await page.getByRole('textbox', { name: 'Message' }).press('Enter')
  await page.getByRole('log', { name: 'Messages' }).getByText('three').waitFor()
})

test('scenarios: one is chosen, gone through step by step, played and paused', async () => {
  const page = await meeting('Scenarios')
  const menu = panelOf(page).getByRole('combobox', { name: 'Scenario', exact: true })
  await menu.waitFor()
  await menu.selectOption({ index: 1 })
  await press(page, /^Step/)
  await panelOf(page).locator('.tag', { hasText: 'done' }).first().waitFor()
  await press(page, /^(Play|Go on)/)
  await press(page, 'Pause')
  await press(page, 'From the start')
})

test('journal, statistics and copy show what happened, filtered, counted and as text', async () => {
  const page = await meeting('Journal')
  await panelOf(page).getByText('sessionConnected').first().waitFor()
  await panelOf(page).getByRole('searchbox').fill('streamCreated')
  await panelOf(page).getByText('sessionConnected').first().waitFor({ state: 'detached' })
  await panelOf(page).getByRole('searchbox').fill('')
  await press(page, /Show only what happens from now on/)
  await panelOf(page).getByText('Nothing has happened yet').waitFor()
  await openSection(page, 'Statistics')
  await panelOf(page)
    .getByText(/publishes/)
    .first()
    .waitFor()
  await openSection(page, 'Copy')
  expect(await panelOf(page).getByRole('textbox', { name: 'The text' }).inputValue()).toContain('"title"')
  await choose(page, 'As', 'test')
  expect(await panelOf(page).getByRole('textbox', { name: 'The text' }).inputValue()).toContain(
    "from 'fake-opentok/scenario'",
  )
})

test('by keyboard alone a person joins, silences the microphone, opens a section, cuts the network and mends it', async () => {
  const { page } = await openDemo()
  const focusOn = async (name: string | RegExp, role: 'button' | 'tab' | 'switch'): Promise<void> => {
    const wanted = page.getByRole(role, { name }).first()
    for (let presses = 0; presses < 60; presses++) {
      if (await wanted.evaluate((element) => element.matches(':focus'))) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`No Tab leads to ${String(name)}.`)
  }
  await focusOn('Join the meeting', 'button')
  await page.keyboard.press('Enter')
  await isIn(page)
  await seen(page)
  await focusOn('Microphone', 'button')
  await page.keyboard.press('Space')
  await there(page, 'Robin (you), muted')
  await focusOn(/^People/, 'tab')
  await page.keyboard.press('ArrowRight')
  await focusOn('Online', 'switch')
  await page.keyboard.press('Space')
  await tells(page, 'Reconnecting')
  await page.keyboard.press('Space')
  await isIn(page)
})
