import { describe, expect, test } from 'vitest'
import { latestCall } from './latest-call.ts'

/** A switch whose turns end when the test says so, and what becomes of its calls. */
function switched() {
  const turns: { readonly on: boolean; readonly end: (error?: Error) => void }[] = []
  const told: string[] = []
  const latest = latestCall(
    (on) =>
      new Promise((resolve, reject) => {
        turns.push({ on, end: (error) => (error === undefined ? resolve() : reject(error)) })
      }),
  )
  const call = (name: string, on: boolean): void =>
    void latest(on).then(
      () => told.push(name),
      () => told.push(`${name} failed`),
    )
  const ends = async (error?: Error): Promise<void> => {
    turns.at(-1)?.end(error)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { call, ends, told, turned: () => turns.map(({ on }) => on) }
}

describe('a switch that is turned by one call at a time', () => {
  test('begins a call before it returns', () => {
    const { call, turned } = switched()
    call('one', true)
    expect(turned()).toEqual([true])
  })

  test('lets a call that wants the same end with the one under way', async () => {
    const { call, ends, told, turned } = switched()
    call('one', true)
    call('two', true)
    await ends()
    expect([turned(), told]).toEqual([[true], ['one', 'two']])
  })

  test('lets one call wait that wants another, and gives it what was wanted last', async () => {
    const { call, ends, told, turned } = switched()
    call('off', false)
    call('on', true)
    call('on again', true)
    await ends()
    expect([turned(), told]).toEqual([[false, true], ['off']])
    await ends()
    expect(told).toEqual(['off', 'on', 'on again'])
  })

  test('forgets the call that waits where the same as now is wanted again', async () => {
    const { call, ends, told, turned } = switched()
    call('off', false)
    call('on', true)
    call('off again', false)
    await ends()
    expect([turned(), told.toSorted()]).toEqual([[false], ['off', 'off again', 'on']])
  })

  test('goes on behind a call that failed', async () => {
    const { call, ends, told, turned } = switched()
    call('off', false)
    call('on', true)
    await ends(new Error('no camera'))
    await ends()
    expect([turned(), told]).toEqual([
      [false, true],
      ['off failed', 'on'],
    ])
  })
})
