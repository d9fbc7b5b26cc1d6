import { expect, test } from 'vitest'
import { createSimulator } from '../src/simulator.ts'

// Recorded: `live/never/initPublisher/destroyed-unloaded`.
test('a publisher that is destroyed while its element loads raises an exception five seconds after its media, and its handler is never called', async () => {
  const simulator = createSimulator()
  const told: string[] = []
  simulator.OT.on('exception', ({ code }) => void told.push(`exception ${code}`))
  simulator.media.arrangeElements({ of: 'publisher', neverLoads: true })
  const publisher = simulator.OT.initPublisher('video', {}, () => told.push('handler'))
  await simulator.clock.advance('1s')
  publisher.destroy()
  await simulator.clock.advance('3s')
  expect(told).toEqual([])
  await simulator.clock.advance('2s')
  expect(told).toEqual(['exception 1013'])
})
