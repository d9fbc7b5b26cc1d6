import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VirtualClock } from '../kernel/time/virtual-clock.ts'
import { nextTurn } from '../kernel/time/wall-clock.ts'
import { delayedPorts, type PortPair } from './delayed-port.ts'
import { type Numbered, SteadyLine } from './steady-line.ts'

/** Two ends that go on over another line whenever the one between them is cut. */
function twoEnds(latency: () => number) {
  const clock = new VirtualClock({ mode: 'manual', epoch: 0, nextTurn })
  const heard = { near: [] as string[], far: [] as string[] }
  const near = new SteadyLine<string, string>((message) => heard.near.push(message))
  const far = new SteadyLine<string, string>((message) => heard.far.push(message))
  let line: PortPair | undefined
  const connect = (): void => {
    line?.cut()
    near.pause()
    far.pause()
    line = delayedPorts({ clock, latency })
    line.near.onMessage((message) => near.receive(message as Numbered<string>))
    line.far.onMessage((message) => far.receive(message as Numbered<string>))
    near.goOn(line.near, far.heard)
    far.goOn(line.far, near.heard)
  }
  connect()
  return { clock, near, far, heard, connect }
}

test('every message arrives once and in order, however often the line is cut', async () => {
  const deeds = fc.array(fc.constantFrom('near', 'far', 'cut', 'pass'), { maxLength: 200 })
  await fc.assert(
    fc.asyncProperty(deeds, async (path) => {
      const { clock, near, far, heard, connect } = twoEnds(() => 3)
      const said = { near: [] as string[], far: [] as string[] }
      for (const [at, deed] of path.entries()) {
        if (deed === 'cut') connect()
        else if (deed === 'pass') await clock.advance(2)
        else {
          const line = deed === 'near' ? near : far
          said[deed === 'near' ? 'near' : 'far'].push(`${at}`)
          line.send(`${at}`)
        }
      }
      await clock.advance(100)
      expect(heard.far).toEqual(said.near)
      expect(heard.near).toEqual(said.far)
    }),
    { numRuns: 60, seed: 1 },
  )
})

test('what the other end has heard is kept no longer', async () => {
  const { clock, near } = twoEnds(() => 1)
  for (let at = 0; at < 100; at++) near.send(`${at}`)
  await clock.advance(10)
  expect(near.unheard).toBeLessThan(32)
})

test('a message that does not arrive stops nothing before it, and lets nothing past', () => {
  const heard: string[] = []
  const line = new SteadyLine<string, string>((message) => heard.push(message))
  line.receive({ n: 1, message: 'one' })
  line.receive({ n: 3, message: 'three' })
  line.receive({ n: 2, message: 'two' })
  expect(heard).toEqual(['one', 'two'])
})
