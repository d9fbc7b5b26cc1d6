import { test as base } from '@playwright/test'
import { defineOpenTokFixture, type OpenTok } from 'fake-opentok/playwright'

export { expect } from '@playwright/test'

/** The test of this suite: every page has fake-opentok in the real SDK's place. */
export const test = base.extend<{ opentok: OpenTok; invited: void }>({
  opentok: defineOpenTokFixture(),
  // The application's server would give the invitation.
  invited: [
    async ({ opentok }, use) => {
      await opentok.prepare((simulator) => Object.assign(window, { invitation: simulator.credentials() }))
      await use()
    },
    { auto: true },
  ],
})
