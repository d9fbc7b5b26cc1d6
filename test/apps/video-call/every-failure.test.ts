// @vitest-environment happy-dom
import { configure, waitFor } from '@testing-library/dom'
import { type Failure, failures, simulator } from 'fake-opentok/simulator'
import { describe, expect, test, vi } from 'vitest'
import { alerts, press, say } from './open-page.ts'
import { Visit } from './visit.ts'

vi.mock('@vonage/client-sdk-video', () => import('fake-opentok'))

// Whether a role can be seen is looked up through all styles, which takes most of the time; call.test.ts looks.
configure({ defaultHidden: true })

const visit = new Visit(simulator)

/** How the page comes to make each call. */
const ways: Readonly<Record<string, () => void>> = {
  'Session.connect': () => visit.ask(),
  'OT.initPublisher': () => press('Start camera'),
  'Session.publish': () => press('Start camera'),
  'Session.subscribe': () => void visit.lobby.join({ name: 'Cyd' }).publish(),
  'Session.signal': () => say('Hello'),
  'Session.forceDisconnect': () => press('Send Bob out'),
  'Session.forceUnpublish': () => press("Stop Bob's camera"),
  'Session.forceMuteStream': () => press('Mute Bob'),
  'Session.forceMuteAll': () => press('Mute everybody'),
}

const isAboutScreens = ({ id }: Failure): boolean => id.includes('screen')

/** Failures that are not asked for here, with the reason. */
const leftOut: Readonly<Record<string, string>> = {
  'Session.forceDisconnect/missing-connection': 'only the promise tells, and the page listens to the handler',
  'Session.publish/stream-deleted-while-negotiating': 'a participant brings it about',
  'Session.publish/offer-refused': 'nothing asks there yet',
  'Session.publish/offer-never-answered': 'nothing asks there yet',
}

const isTold = (failure: Failure): boolean =>
  failure.since === undefined &&
  failure.channels.some((channel) => channel === 'completion' || channel === 'promise') &&
  !isAboutScreens(failure) &&
  leftOut[failure.id] === undefined

// Where an error has no name of its own and no code, there is nothing to tell but which call failed.
const inNumbers = / failed \((?!(?:Type)?Error, no code)/

describe.each(Object.entries(ways))('%s', (operation, act) => {
  const told = failures.filter((failure) => failure.operation === operation && isTold(failure))

  test.each(told)('$slug is told in words', async ({ id }) => {
    if (operation !== 'Session.connect') {
      visit.bob()
      await visit.as('moderator')
    }
    simulator.fail(id)
    act()

    await waitFor(() => expect(alerts()).not.toEqual([]))
    expect(alerts()).not.toContainEqual(expect.stringMatching(inNumbers))
  })
})
