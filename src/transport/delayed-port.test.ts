import { expect, test, vi } from 'vitest'
import { VirtualClock } from '../kernel/time/virtual-clock.ts'
import { nextTurn } from '../kernel/time/wall-clock.ts'
import { delayedPorts } from './delayed-port.ts'

const clockOf = (): VirtualClock => new VirtualClock({ mode: 'manual', epoch: 0, nextTurn })

test('a message takes its time, and none overtakes another that took longer', async () => {
  const clock = clockOf()
  const times = [30, 5]
  const { near, far } = delayedPorts({ clock, latency: () => times.shift() ?? 0 })
  const heard: unknown[] = []
  far.onMessage((message) => heard.push([clock.now(), message]))
  near.send('slow')
  near.send('quick')
  await clock.advance(100)
  expect(heard).toEqual([
    [30, 'slow'],
    [30, 'quick'],
  ])
})

test('messages keep their order though the timers of a browser let two of the same time change places', () => {
  const clock = clockOf()
  const timers: (() => void)[] = []
  vi.spyOn(clock, 'after').mockImplementation((_delayMs, run, wait) => {
    timers.push(run)
    return { due: 0, sequence: timers.length, wait, run, cancelled: false }
  })
  const { near, far } = delayedPorts({ clock })
  const heard: unknown[] = []
  far.onMessage((message) => heard.push(message))
  for (const message of ['first', 'second', 'third']) near.send(message)
  for (const run of timers.toReversed()) run()
  expect(heard).toEqual(['first', 'second', 'third'])
})

test('the other end gets a copy, and what is no plain data is refused', async () => {
  const clock = clockOf()
  const { near, far } = delayedPorts({ clock })
  const heard: unknown[] = []
  far.onMessage((message) => heard.push(message))
  const sent = { name: 'before' }
  near.send(sent)
  sent.name = 'after'
  await clock.advance(0)
  expect(heard).toEqual([{ name: 'before' }])
  expect(() => near.send(() => {})).toThrow()
})

test('a line that is cut loses what is on its way, and tells either end once', async () => {
  const clock = clockOf()
  const { near, far, cut } = delayedPorts({ clock, latency: () => 10 })
  const heard: unknown[] = []
  far.onMessage((message) => heard.push(message))
  far.onClose(() => heard.push('far closed'))
  near.onClose(() => heard.push('near closed'))
  near.send('lost')
  cut()
  cut()
  await clock.advance(50)
  expect(heard).toEqual(['near closed', 'far closed'])
})

test('an end that closes says so behind what it has sent', async () => {
  const clock = clockOf()
  const { near, far } = delayedPorts({ clock })
  const heard: unknown[] = []
  near.send('last words')
  near.close()
  far.onMessage((message) => heard.push(message))
  far.onClose(() => heard.push('closed'))
  await clock.advance(0)
  expect(heard).toEqual(['last words', 'closed'])
})
