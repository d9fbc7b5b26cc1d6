import { expect, test } from './fixtures.js'

test('two people see each other, and talk', async ({ page, opentok }) => {
  await page.goto('/')
  await expect(page.getByRole('status')).toHaveText('In the call')
  const room = await opentok.simulator.room()
  const alice = await room.join({ name: 'Alice' })
  await alice.publish()
  await expect(page.locator('video')).toHaveCount(2)
  await alice.signal({ type: 'chat', data: 'Can you hear me?' })
  await expect(page.getByRole('status')).toHaveText('Can you hear me?')
})

test('an expired invitation is told', async ({ page, opentok }) => {
  await opentok.prepare((simulator) => simulator.fail('Session.connect/expired-token'))
  await page.goto('/')
  await expect(page.getByRole('status')).toHaveText('Your invitation is not valid any more.')
  expect(await opentok.simulator.heardOf('Session.connect/expired-token')).not.toEqual([])
})

test('a refusal of the service is told', async ({ page, opentok }) => {
  await opentok.prepare((simulator) => simulator.fail('Session.connect/connection-refused'))
  await page.goto('/')
  // The SDK asks three times, three seconds apart, and a page goes by real time.
  await expect(page.getByRole('status')).toHaveText('The call cannot be reached.', { timeout: 15_000 })
})

test('a denied camera is told', async ({ page, opentok }) => {
  await opentok.prepare((simulator) => simulator.devices.deny('camera'))
  await page.goto('/')
  await expect(page.getByRole('status')).toContainText('OT_USER_MEDIA_ACCESS_DENIED')
})

test('the network of the browser goes, and comes back', async ({ page, context, opentok }) => {
  await page.goto('/')
  await expect(page.getByRole('status')).toHaveText('In the call')
  await context.setOffline(true)
  await expect(page.getByRole('status')).toHaveText('The network is gone. Trying again.')
  await context.setOffline(false)
  await expect(page.getByRole('status')).toHaveText('In the call')
  const events = await opentok.simulator.journal.find({ kind: 'event', what: 'sessionReconnected' })
  expect(events).toHaveLength(1)
})
