import { simulator } from 'fake-opentok/simulator'
import { expect } from 'storybook/test'
import { callElement } from './call.js'

export default { title: 'Call', render: () => callElement(simulator.credentials()) }

/** A play function that waits for the SDK, and looks at what the person is told. */
const says =
  (words) =>
  async ({ canvas, simulator: world }) => {
    await world.settled()
    await expect(canvas.getByRole('status')).toHaveTextContent(words)
  }

export const Joined = { play: says('In the call') }

export const Expired = {
  beforeEach: ({ simulator: world }) => world.fail('Session.connect/expired-token'),
  play: says('Your invitation is not valid any more.'),
}

export const Offline = {
  beforeEach: ({ simulator: world }) => world.network.goOffline(),
  play: says('The call cannot be reached.'),
}

export const Reconnecting = {
  play: async ({ canvas, simulator: world }) => {
    await world.settled()
    world.network.goOffline()
    await world.clock.advance('5s')
    await expect(canvas.getByRole('status')).toHaveTextContent('The network is gone. Trying again.')
  },
}
