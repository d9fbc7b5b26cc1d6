// @vitest-environment happy-dom
import { simulator } from 'fake-opentok/simulator'
import { eachDialect, eachFailure, test } from 'fake-opentok/vitest'
import { beforeEach, describe, expect, vi } from 'vitest'
import { openCall } from './call.ts'

vi.mock('@vonage/client-sdk-video', () => import('fake-opentok'))

let place: HTMLElement
beforeEach(() => {
  place = document.createElement('main')
  document.body.replaceChildren(place)
})

async function open(invitation = simulator.credentials()): Promise<void> {
  openCall(place, invitation)
  await simulator.settled()
}
const status = (): string | null | undefined => place.querySelector('[role=status]')?.textContent

test('two people see each other', async ({ room }) => {
  room.join({ name: 'Alice' }).publish()
  await open()
  expect(status()).toBe('In the call')
  expect(place.querySelectorAll('video')).toHaveLength(2)
})

describe('the person is told', () => {
  test('that the invitation has expired', async ({ simulator: world }) => {
    await open(world.credentials({ expiresIn: '-1h' }))
    expect(status()).toBe('Your invitation is not valid any more.')
    expect(world).toHaveHeard('Session.connect/expired-token')
  })

  test('that the room does not exist', async ({ simulator: world }) => {
    await open({ ...world.credentials(), sessionId: 'nowhere' })
    expect(status()).toBe('This room does not exist.')
  })

  test('that there is no network', async ({ simulator: world }) => {
    world.network.goOffline()
    await open()
    expect(status()).toBe('The call cannot be reached. Check your network.')
  })

  test('that the camera is denied', async ({ simulator: world }) => {
    world.devices.deny('camera')
    await open()
    expect(status()).toBe('Let this page use your camera, then join again.')
  })

  test('that another program uses the camera', async ({ simulator: world }) => {
    world.devices.occupy('camera')
    await open()
    expect(status()).toContain('camera')
  })

  test('that they may only watch', async ({ simulator: world }) => {
    await open(world.credentials({ role: 'subscriber' }))
    expect(status()).toBe('You may watch, and not be seen.')
  })

  test('that the network goes, and comes back', async ({ simulator: world }) => {
    await open()
    world.network.goOffline()
    await world.clock.advance('5s')
    expect(status()).toBe('The network is gone. Trying again.')
    world.network.comeBack()
    await world.clock.advance('5s')
    expect(status()).toBe('In the call')
  })

  test('that the network stayed away', async ({ simulator: world }) => {
    await open()
    world.network.goOffline()
    await world.clock.advance('2min')
    expect(status()).toBe('You were disconnected.')
  })

  test('that a moderator ended the call, or muted them', async ({ simulator: world, room }) => {
    await open()
    room.forceMuteAll()
    await world.settled()
    expect(status()).toBe('A moderator muted you.')
    const [{ id } = { id: '' }] = room.connections
    room.forceDisconnect(id)
    await world.settled()
    expect(status()).toBe('A moderator ended your call.')
  })
})

describe.each(eachDialect())('in the dialect $dialect', ({ dialect }) => {
  const told = eachFailure('Session.connect', { dialect, over: ['completion'] })
  test.for(told)('$id is told in words', async ({ id }, { simulator: world }) => {
    if (world.dialect !== dialect) return
    world.fail(id)
    await open()
    expect(status()).not.toMatch(/^(Joining|In the call)$/)
  })
})
