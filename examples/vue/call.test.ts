import { simulator } from 'fake-opentok/simulator'
import { test } from 'fake-opentok/vitest'
import { afterEach, expect } from 'vitest'
import { type App, createApp, nextTick } from 'vue'
import { Call } from './call.js'

let app: App | undefined
let place: HTMLElement

async function settled(): Promise<void> {
  await simulator.settled()
  await nextTick()
}

async function open(invitation = simulator.credentials()): Promise<void> {
  place = document.createElement('div')
  document.body.replaceChildren(place)
  app = createApp(Call, { ...invitation })
  app.mount(place)
  await settled()
}
afterEach(() => app?.unmount())

const status = (): string | null | undefined => place.querySelector('[role=status]')?.textContent

test('two people see each other', async ({ room }) => {
  room.join({ name: 'Alice' }).publish()
  await open()
  expect(status()).toBe('In the call')
  expect(place.querySelectorAll('video')).toHaveLength(2)
})

test.for([
  ['the invitation has expired', { expiresIn: '-1h' }, 'Your invitation is not valid any more.'],
  ['the person may only watch', { role: 'subscriber' }, 'You may watch, and not be seen.'],
] as const)('%s', async ([, options, words], { simulator: world }) => {
  await open(world.credentials(options))
  expect(status()).toBe(words)
})

test('the camera is denied', async ({ simulator: world }) => {
  world.devices.deny('camera')
  await open()
  expect(status()).toBe('Let this page use your camera, then join again.')
})

test('the network goes, and stays away', async ({ simulator: world }) => {
  await open()
  world.network.goOffline()
  await world.clock.advance('5s')
  await nextTick()
  expect(status()).toBe('The network is gone. Trying again.')
  await world.clock.advance('2min')
  await nextTick()
  expect(status()).toBe('You were disconnected.')
})
