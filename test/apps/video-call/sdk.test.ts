// @vitest-environment happy-dom
import { waitFor } from '@testing-library/dom'
import { expect, test, vi } from 'vitest'
import { alerts, lines, press, say } from './open-page.ts'
import { Visit } from './visit.ts'

const { simulator } = await vi.hoisted(async () => {
  const { createSimulator } = await import('fake-opentok/simulator')
  return { simulator: createSimulator({ dialect: 'sdk' }) }
})
vi.mock('@vonage/client-sdk-video', () => ({ default: simulator.OT }))

const visit = new Visit(simulator)

async function meetBob(): Promise<void> {
  visit.bob()
  await visit.as('publisher')
}

interface Way {
  readonly what: string
  readonly reach: () => void | Promise<void>
  readonly shows: string
  readonly problem: string | null
}

/** What the guide says, and SDK 2.35 does too. */
const asInTheGuide: readonly Way[] = [
  {
    what: 'an expired token, 1004',
    reach: () => visit.ask({ expiresIn: '-1h' }),
    shows: 'Your invitation is not valid any more. Ask for a new one.',
    problem: 'Authentication error (1004)',
  },
  {
    what: 'a session that is none, 1005',
    reach: () => visit.ask({ body: { ...simulator.credentials(), sessionId: 'lobby' } }),
    shows: 'This room is not open. Check its name.',
    problem: 'Invalid Session ID (1005)',
  },
  {
    what: 'publishing after leaving, 1010',
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
    what: 'publishing as a subscriber, 1500',
    reach: async () => {
      await visit.as('subscriber')
      press('Start camera')
    },
    shows: 'You may watch this call, but not show yourself.',
    problem: 'Unable to Publish (1500)',
  },
  {
    what: 'sending out as a publisher, 1520',
    reach: async () => {
      await meetBob()
      press('Send Bob out')
    },
    shows: 'Only a moderator may do this.',
    problem: 'Unable to Force Disconnect (1520)',
  },
  {
    what: 'stopping a camera as a publisher, 1530',
    reach: async () => {
      await meetBob()
      press("Stop Bob's camera")
    },
    shows: 'Only a moderator may do this.',
    problem: 'Unable to Force Unpublish (1530)',
  },
]

/** What the guide says otherwise. */
const otherwise: readonly Way[] = [
  {
    what: 'no network gives OT_CONNECT_FAILED, as any other trouble on the way does',
    reach: () => {
      simulator.network.goOffline()
      visit.ask()
    },
    shows: 'The call cannot be reached. Try again in a moment.',
    problem: 'Connect Failed (1006)',
  },
  {
    what: 'signalling after leaving gives 500, not 1510',
    reach: async () => {
      await visit.as('publisher')
      press('Leave')
      await simulator.settled()
      say('Is anybody there?')
    },
    shows: 'Your message was not sent: you, or they, are not in the call.',
    problem: '(500)',
  },
  {
    what: 'a stream that has left gives OT_NOT_FOUND without a code, not 1535',
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
    problem: '(undefined)',
  },
  {
    what: 'publishing twice gives 1500, not 1011',
    reach: async () => {
      await visit.as('publisher')
      press('Start camera')
      press('Start camera')
    },
    shows: 'Your camera is on already.',
    problem: 'Unable to Publish (1500)',
  },
]

test.each([...asInTheGuide, ...otherwise])('$what', async ({ reach, shows, problem }) => {
  await reach()

  await waitFor(() => expect(alerts()).toEqual([shows]))
  await simulator.settled()
  expect(lines('Problems')).toEqual(problem === null ? [] : [expect.stringContaining(problem)])
})

test.each([
  'Session.publish/webrtc-error',
  'Session.subscribe/webrtc-error',
  'OT.initPublisher/authentication-error',
  'Session.connect/internal-error',
] as const)('%s cannot be asked for: this version never produces it', (failure) => {
  expect(() => simulator.fail(failure)).toThrow(/SDK 2\.35 never produces it/)
})
