// @vitest-environment happy-dom
import { waitFor } from '@testing-library/dom'
import { credentialsHandler } from 'fake-opentok/msw'
import { simulator } from 'fake-opentok/simulator'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { alerts, askToJoin, fillIn, lines, openPage, press, say, statusText } from './open-page.ts'
import { Visit } from './visit.ts'

vi.mock('@vonage/client-sdk-video', () => import('fake-opentok'))

const visit = new Visit(simulator)
const { server } = visit

beforeEach(() => {
  server.use(credentialsHandler(simulator, { role: 'moderator', data: 'Ada' }))
  openPage()
})

async function join(): Promise<void> {
  askToJoin('lobby')
  await waitFor(() => expect(statusText()).toBe('In the call.'))
}

describe('taking part', () => {
  test('one joins a room and is told so', async () => {
    askToJoin('lobby')
    expect(statusText()).toBe('Joining …')

    await waitFor(() => expect(statusText()).toBe('In the call.'))
    expect(visit.lobby.connections.map(({ data }) => data)).toEqual(['Ada'])
    expect(alerts()).toEqual([])
  })

  test('people and cameras are shown while they are there', async () => {
    const bob = visit.lobby.join({ data: 'Bob', name: 'Bob' })
    bob.publish()
    await join()
    await waitFor(() => expect(lines('Cameras')).toEqual(['Bob']))
    expect(lines('People')).toEqual(['Bob'])

    visit.lobby.join({ data: 'Cyd' })
    await waitFor(() => expect(lines('People')).toEqual(['Bob', 'Cyd']))

    bob.leave()
    await waitFor(() => expect(lines('People')).toEqual(['Cyd']))
    expect(lines('Cameras')).toEqual([])
  })

  test('the own camera is seen by the room, until it is stopped', async () => {
    await join()
    fillIn('Your name', 'Ada L.')
    press('Start camera')
    await waitFor(() => expect(statusText()).toBe('You are on camera.'))
    expect(visit.lobby.streams.map(({ name }) => name)).toEqual(['Ada L.'])

    press('Stop camera')
    await waitFor(() => expect(visit.lobby.streams).toEqual([]))
    expect(statusText()).toBe('Your camera is off.')
    expect(alerts()).toEqual([])
  })

  test('what is said is heard by everybody, or by the one it is for', async () => {
    const bob = visit.lobby.join({ data: 'Bob' })
    await join()
    say('Hello, all')
    await waitFor(() => expect(lines('Conversation')).toEqual(['Ada: Hello, all']))

    bob.signal({ type: 'chat', data: 'Hello, Ada' })
    await waitFor(() => expect(lines('Conversation')).toEqual(['Ada: Hello, all', 'Bob: Hello, Ada']))

    fillIn('To', bob.connectionId)
    say('A secret')
    await simulator.settled()
    expect(lines('Conversation')).toHaveLength(2)
    expect(alerts()).toEqual([])
  })

  test('one leaves, and may come again', async () => {
    await join()
    press('Leave')
    await waitFor(() => expect(statusText()).toBe('You left the call.'))
    expect(visit.lobby.connections).toEqual([])

    await join()
    visit.lobby.join({ data: 'Bob' })
    await waitFor(() => expect(lines('People')).toEqual(['Bob']))
  })
})

describe('moderating', () => {
  test('a moderator sends people out, stops their cameras and mutes them', async () => {
    const bob = visit.lobby.join({ data: 'Bob', name: 'Bob' })
    const cyd = visit.lobby.join({ data: 'Cyd', name: 'Cyd' })
    bob.publish()
    cyd.publish()
    await join()
    await waitFor(() => expect(lines('Cameras')).toEqual(['Bob', 'Cyd']))
    await simulator.settled()

    press('Mute Bob')
    press('Mute everybody')
    press("Stop Bob's camera")
    press('Send Cyd out')
    await waitFor(() => expect(lines('Cameras')).toEqual([]))

    expect(bob.streams).toEqual([])
    expect(bob.isPresent).toBe(true)
    expect(cyd.isPresent).toBe(false)
    expect(alerts()).toEqual([])
  })

  test('one is told what a moderator does to one', async () => {
    const boss = visit.lobby.join({ role: 'moderator' })
    await join()
    press('Start camera')
    await waitFor(() => expect(statusText()).toBe('You are on camera.'))

    boss.mute()
    await waitFor(() => expect(statusText()).toBe('A moderator muted the call.'))

    boss.forceUnpublish(visit.lobby.streams[0]?.id ?? '')
    await waitFor(() => expect(statusText()).toBe('A moderator stopped your camera.'))

    boss.forceDisconnect(visit.lobby.connections[1]?.id ?? '')
    await waitFor(() => expect(statusText()).toBe('A moderator sent you out.'))
  })
})

describe('the network', () => {
  test('a short break is survived', async () => {
    await join()
    simulator.network.goOffline()
    await waitFor(() => expect(statusText()).toBe('Reconnecting …'))

    simulator.network.comeBack()
    await waitFor(() => expect(statusText()).toBe('In the call.'))
  })

  test('a long one ends the call', async () => {
    await join()
    simulator.network.goOffline()
    await simulator.clock.advance('10m')

    expect(statusText()).toBe('The network lost the call. Join again.')
  })
})

describe('our own server', () => {
  test.each([
    [403, 'You are not invited to this room.'],
    [404, 'There is no such room.'],
    [500, 'Our server is in trouble. Join again later.'],
  ])('its status %i is told', async (status, sentence) => {
    server.use(credentialsHandler(simulator, { status }))
    askToJoin('lobby')

    await waitFor(() => expect(alerts()).toEqual([sentence]))
    expect(statusText()).toBe('Not in a call.')
  })

  test('an answer without credentials is told', async () => {
    server.use(credentialsHandler(simulator, { body: '<html>Sign in first</html>' }))
    askToJoin('lobby')

    await waitFor(() => expect(alerts()).toEqual(['Our server gave an answer that makes no sense.']))
  })

  test('one that cannot be reached is told', async () => {
    server.use(http.get('*/session/:room', () => HttpResponse.error()))
    askToJoin('lobby')

    await waitFor(() => expect(alerts()).toEqual([expect.stringContaining('Our server cannot be reached.')]))
  })

  test('it may be on another origin', async () => {
    openPage('https://calls.example')

    await join()
  })

  test('its token may carry a failure into the page', async () => {
    server.use(credentialsHandler(simulator, { scenario: 'Session.publish/stream-limit-exceeded' }))
    await join()
    press('Start camera')

    await waitFor(() => expect(alerts()).toEqual(['The call takes no more cameras.']))
  })

  test('it may give OpenTok credentials', async () => {
    server.use(credentialsHandler(simulator, { format: 't1' }))

    await join()
  })
})

describe('after a reset', () => {
  test('nothing of the call is left: people, rooms, sessions, timers, elements', async () => {
    visit.lobby.join({ data: 'Bob' }).publish()
    await join()
    press('Start camera')
    simulator.fail('Session.signal/internal-error')
    simulator.hold('Session.forceUnpublish')
    simulator.reset()

    expect(simulator.clock.pending()).toEqual([])
    expect(simulator.journal.entries).toEqual([])
    expect(simulator.OT.sessions.length()).toBe(0)
    expect(visit.lobby.connections).toEqual([])
    expect(visit.lobby.streams).toEqual([])
    expect(document.querySelectorAll('[class^=OT_]')).toHaveLength(0)
  })

  test('the page from before hears nothing any more, and the new one hears everything once', async () => {
    await join()
    const before = document.body.cloneNode(true)
    const old = document.body.firstElementChild
    simulator.reset()
    openPage()
    server.use(credentialsHandler(simulator, { expiresIn: '-1h' }))
    askToJoin('lobby')

    await waitFor(() => expect(lines('Problems')).toHaveLength(1))
    expect(alerts()).toHaveLength(1)
    expect(old?.isEqualNode(before.firstChild)).toBe(true)
  })

  test('no fault is left over', async () => {
    simulator.fail('Session.connect/internal-error')
    simulator.network.goOffline()
    simulator.devices.deny('camera')
    simulator.reset()

    await join()
    press('Start camera')
    await waitFor(() => expect(statusText()).toBe('You are on camera.'))
    expect(alerts()).toEqual([])
  })
})
