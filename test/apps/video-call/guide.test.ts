// @vitest-environment happy-dom
import { waitFor } from '@testing-library/dom'
import { type FailureId, simulator } from 'fake-opentok/simulator'
import { expect, test, vi } from 'vitest'
import guide from '../../../fixtures/facts/guide-errors.json' with { type: 'json' }
import { alerts, lines, press, say } from './open-page.ts'
import { Visit } from './visit.ts'

vi.mock('@vonage/client-sdk-video', () => import('fake-opentok'))

const visit = new Visit(simulator)

async function meetBob(): Promise<void> {
  visit.bob()
  await visit.as('publisher')
}

/** Joins, presses a button, and meets the failure that was armed. */
const armed = (failure: FailureId, button: string) => async () => {
  visit.bob()
  await visit.as('moderator')
  simulator.fail(failure)
  press(button)
}

interface Way {
  /** The row of the guide: its method, and its code, name or event. */
  readonly row: string
  readonly how: string
  readonly reach: () => void | Promise<void>
  /** What the page tells the person, in the end. */
  readonly shows: string
  /** What the `exception` event says, which the page lists. */
  readonly problem: string | readonly string[] | null
}

const ways: readonly Way[] = [
  {
    row: 'Session.connect#1004',
    how: 'the token has expired',
    reach: () => visit.ask({ expiresIn: '-1h' }),
    shows: 'Your invitation is not valid any more. Ask for a new one.',
    problem: 'Authentication error (1004)',
  },
  {
    row: 'Session.connect#1004',
    how: 'the token is for another session',
    reach: () => {
      const { token } = simulator.credentials({ session: 'stage' })
      visit.ask({ body: { ...simulator.credentials({ session: 'lobby' }), token } })
    },
    shows: 'Your invitation is not valid any more. Ask for a new one.',
    problem: 'Authentication error (1004)',
  },
  {
    row: 'Session.connect#1004',
    how: 'the key is not the one of the session',
    reach: () => {
      const { apiKey } = simulator.credentials({ format: 't1' })
      visit.ask({ body: { ...simulator.credentials(), applicationId: apiKey } })
    },
    shows: 'Your invitation is not valid any more. Ask for a new one.',
    problem: 'Authentication error (1004)',
  },
  {
    row: 'Session.connect#1005',
    how: 'the session id is none',
    reach: () => visit.ask({ body: { ...simulator.credentials(), sessionId: 'lobby' } }),
    shows: 'This room is not open. Check its name.',
    problem: 'Invalid Session ID (1005)',
  },
  {
    row: 'Session.connect#1006',
    how: 'the service takes nobody in',
    reach: () => {
      simulator.fail('Session.connect/connection-refused')
      visit.ask()
    },
    shows: 'The call cannot be reached. Try again in a moment.',
    problem: 'Connect Failed (1006)',
  },
  {
    row: 'Session.connect#OT_NOT_CONNECTED',
    how: 'the network is down',
    reach: () => {
      simulator.network.goOffline()
      visit.ask()
    },
    shows: 'You are offline. Check your network, then join again.',
    problem: '(1006)',
  },
  {
    row: 'Session.forceDisconnect#1520',
    how: 'a publisher tries',
    reach: async () => {
      await meetBob()
      press('Send Bob out')
    },
    shows: 'Only a moderator may do this.',
    problem: 'Unable to Force Disconnect (1520)',
  },
  {
    row: 'Session.forceUnpublish#1530',
    how: 'a publisher tries',
    reach: async () => {
      await meetBob()
      press("Stop Bob's camera")
    },
    shows: 'Only a moderator may do this.',
    problem: 'Unable to Force Unpublish (1530)',
  },
  {
    row: 'Session.forceUnpublish#1535',
    how: 'the stream leaves in the meantime',
    reach: async () => {
      const owner = visit.bob()
      await visit.as('moderator')
      const held = simulator.hold('Session.forceUnpublish')
      press("Stop Bob's camera")
      await simulator.settled()
      owner.unpublish()
      held.release()
    },
    shows: 'Their camera is off already.',
    problem: 'Force Unpublish on Invalid Stream (1535)',
  },
  {
    row: 'Session.publish#1010',
    how: 'one has left the call',
    reach: async () => {
      await visit.as('publisher')
      press('Leave')
      await simulator.settled()
      press('Start camera')
    },
    shows: 'You are not in the call. Join it first.',
    problem: 'Not Connected (1010)',
  },
  {
    row: 'Session.publish#1500',
    how: 'the token lets one only watch',
    reach: async () => {
      await visit.as('subscriber')
      press('Start camera')
    },
    shows: 'You may watch this call, but not show yourself.',
    problem: 'Unable to Publish (1500)',
  },
  {
    row: 'Session.publish#1601',
    how: 'it is asked for',
    reach: armed('Session.publish/webrtc-error', 'Start camera'),
    shows: 'Your browser could not send your picture. Restart it.',
    problem: '(1601)',
  },
  {
    row: 'Session.signal#1510',
    how: 'one has left the call',
    reach: async () => {
      await visit.as('publisher')
      press('Leave')
      await simulator.settled()
      say('Is anybody there?')
    },
    shows: 'Your message was not sent: you, or they, are not in the call.',
    problem: '(1510)',
  },
  {
    row: 'Session.signal#1510',
    how: 'it is asked for, as a `to` that is nobody',
    reach: async () => {
      await visit.as('publisher')
      simulator.fail('Session.signal/invalid-to')
      say('Is anybody there?')
    },
    shows: 'Your message was not sent: you, or they, are not in the call.',
    problem: null,
  },
  {
    row: 'Session.subscribe#1600',
    how: 'it is asked for',
    reach: async () => {
      simulator.fail('Session.subscribe/webrtc-error')
      await meetBob()
    },
    shows: 'Your browser could not receive their picture. Restart it.',
    // The page is told twice: about the session, and about the subscriber.
    problem: ['(1600)', '(1013)'],
  },
  {
    row: 'OT.initPublisher#1004',
    how: 'it is asked for',
    reach: armed('OT.initPublisher/authentication-error', 'Start camera'),
    shows: 'You may not use the camera with this invitation.',
    problem: 'Authentication error (1004)',
  },
  {
    row: '*#1011',
    how: 'the camera is started twice',
    reach: async () => {
      await visit.as('publisher')
      press('Start camera')
      press('Start camera')
    },
    shows: 'Your camera is on already.',
    problem: 'Invalid Parameter (1011)',
  },
  {
    row: '*#1011',
    how: 'it is asked for, in a call of another kind',
    reach: armed('Session.forceDisconnect/invalid-connection', 'Send Bob out'),
    shows: 'This page asked for something impossible. Reload it.',
    problem: 'Invalid Parameter (1011)',
  },
  {
    row: '*#2000',
    how: 'it is asked for while joining',
    reach: () => {
      simulator.fail('Session.connect/internal-error')
      visit.ask()
    },
    shows: 'The video service has a problem of its own. Try again later.',
    problem: 'Internal Error (2000)',
  },
  {
    row: '*#2000',
    how: 'it is asked for while publishing',
    reach: armed('Session.publish/internal-error', 'Start camera'),
    shows: 'The video service has a problem of its own. Try again later.',
    problem: 'Internal Error (2000)',
  },
  {
    row: '*#2000',
    how: 'it is asked for while subscribing',
    reach: async () => {
      simulator.fail('Session.subscribe/internal-error')
      await meetBob()
    },
    shows: 'The video service has a problem of its own. Try again later.',
    problem: 'Internal Error (2000)',
  },
  {
    row: 'OT#exception',
    how: 'a call fails that only gives a promise',
    reach: async () => {
      await meetBob()
      press('Mute Bob')
    },
    shows: 'Only a moderator may do this.',
    problem: '(1540)',
  },
]

test.each(ways)('$row: $how', async ({ reach, shows, problem }) => {
  await reach()

  await waitFor(() => expect(alerts()).toEqual([shows]))
  await simulator.settled()
  const told = lines('Problems').map((line = '') => line.split(':')[0])
  const expected = problem === null ? [] : [problem].flat()
  expect(told).toEqual(expected.map((text) => expect.stringContaining(text)))
})

test('every row of the guide is reached', () => {
  const rows = guide.errors.map(({ method, code, name, event }) => `${method}#${code ?? name ?? event}`)

  expect([...new Set(ways.map(({ row }) => row))].sort()).toEqual(rows.sort())
  expect(rows).toHaveLength(16)
})
