import { cleanup, render, screen } from '@testing-library/react'
import { simulator } from 'fake-opentok/simulator'
import { eachScenario } from 'fake-opentok/vitest'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Call } from './call.js'
import { during, settled } from './settled.js'

beforeEach(() => {
  vi.spyOn(console, 'error')
})
afterEach(() => {
  cleanup()
  // React says here what it has to say of act().
  const said = vi.mocked(console.error).mock.calls.map(([words]) => String(words))
  expect(said.filter((words) => words.includes('act('))).toEqual([])
  vi.restoreAllMocks()
})

test('two people see each other', async () => {
  simulator.room().join({ name: 'Alice' }).publish()
  const { container } = render(<Call {...simulator.credentials()} />)
  await settled()
  expect(screen.getByRole('status').textContent).toBe('In the call')
  expect(container.querySelectorAll('video')).toHaveLength(2)
})

test('a moderator mutes everybody', async () => {
  render(<Call {...simulator.credentials()} />)
  await settled()
  simulator.room().forceMuteAll()
  await settled()
  expect(screen.getByRole('alert').textContent).toBe('A moderator muted you.')
})

// What the page has to say in the end is the description of the scenario.
eachScenario('scenarios/*.json', {}, async ({ scenario, simulator: world, expectations, play }) => {
  render(<Call {...world.credentials()} />)
  await during(play)
  expectations.verify()
  expect(screen.getByRole('status').textContent).toBe(scenario.description)
})
