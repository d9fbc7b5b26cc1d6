import { simulator } from 'fake-opentok/simulator'
import { callElement } from './call.js'

export default { title: 'Call', render: () => callElement(simulator.credentials()) }

export const Joined = {}

export const Expired = {
  beforeEach: ({ simulator: world }) => world.fail('Session.connect/expired-token'),
}

export const Offline = {
  beforeEach: ({ simulator: world }) => world.network.goOffline(),
}

export const Reconnecting = {
  play: async ({ simulator: world }) => {
    await world.settled()
    world.network.goOffline()
    await world.clock.advance('5s')
  },
}
