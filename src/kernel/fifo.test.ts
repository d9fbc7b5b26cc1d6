import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Fifo } from './fifo.ts'

test('a queue gives in the order in which it was given, whatever comes in between', () => {
  const steps = fc.array(fc.constantFrom('add', 'add', 'take', 'all'), { maxLength: 200 })
  fc.assert(
    fc.property(steps, (program) => {
      const queue = new Fifo<number>()
      let naive: number[] = []
      for (const [at, step] of program.entries()) {
        if (step === 'add') {
          queue.add(at)
          naive.push(at)
        } else if (step === 'take') expect(queue.take()).toBe(naive.shift())
        else {
          expect(queue.takeAll()).toEqual(naive)
          naive = []
        }
        expect(queue.size).toBe(naive.length)
      }
    }),
    { seed: 1 },
  )
})

test('a long queue gives up the places of those that have gone', () => {
  const queue = new Fifo<number>()
  for (let at = 0; at < 5000; at++) queue.add(at)
  for (let at = 0; at < 4000; at++) expect(queue.take()).toBe(at)
  expect(queue.size).toBe(1000)
  expect(queue.takeAll()[0]).toBe(4000)
})
