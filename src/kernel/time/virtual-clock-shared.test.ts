import { describe, expect, test } from 'vitest'
import type { Clock, Traveller, Wait } from './clock.ts'
import { VirtualClock } from './virtual-clock.ts'
import { nextTurn, WallClock } from './wall-clock.ts'

const word: Wait = { what: 'a word', kind: 'work' }

/** A clock, how many turns it took, and what ran in them, a list for each. */
function shared(mode: 'manual' | 'instant' = 'manual') {
  const clock = new VirtualClock({ mode, epoch: 0, nextTurn })
  const turns: string[][] = []
  clock.onTurn(() => turns.push([]))
  const hear = (name: string) => (): void => void turns.at(-1)?.push(name)
  const travellers = new Map<string, Traveller>()
  const say = (to: string, what: string, delayMs = 0): void => {
    const traveller = travellers.get(to) ?? { turn: undefined }
    travellers.set(to, traveller)
    clock.alongside(delayMs, hear(`${to} ${what}`), word, traveller)
  }
  return { clock, turns, say, hear }
}

describe('what goes to several at once', () => {
  test.each(['manual', 'instant'] as const)('shares a turn, in order, under the %s clock', async (mode) => {
    const { clock, turns, say } = shared(mode)
    for (const to of ['ann', 'bob', 'cid']) say(to, 'x')
    await (mode === 'manual' ? clock.advance(0) : clock.settled())
    expect(turns).toEqual([['ann x', 'bob x', 'cid x']])
  })

  test('never has two for one of them in the same turn', async () => {
    const { clock, turns, say } = shared()
    for (const what of ['x', 'y']) for (const to of ['ann', 'bob']) say(to, what)
    await clock.advance(0)
    expect(turns).toEqual([
      ['ann x', 'bob x'],
      ['ann y', 'bob y'],
    ])
  })

  test('keeps its place among everything else that is set', async () => {
    const { clock, turns, say, hear } = shared()
    say('ann', 'x')
    clock.after(0, hear('other'), word)
    say('bob', 'x')
    say('cid', 'later', 5)
    say('ann', 'y')
    await clock.advance(5)
    expect(turns).toEqual([['ann x'], ['other'], ['bob x'], ['ann y'], ['cid later']])
  })

  test('is waited for, each by its name', async () => {
    const { clock, say } = shared()
    for (const to of ['ann', 'bob']) say(to, 'x')
    expect(clock.pending().map(({ what }) => what)).toEqual(['a word', 'a word'])
    await expect(clock.settled()).rejects.toThrow(/work waits: a word, a word/)
  })

  test('is set by those who run in it for the next turn', async () => {
    const { clock, turns, say } = shared()
    clock.alongside(0, () => say('bob', 'answer'), word, { turn: undefined })
    say('ann', 'x')
    await clock.advance(0)
    expect(turns).toEqual([['ann x'], ['bob answer']])
  })

  test('reaches the others where one of them throws', async () => {
    const { clock, turns, say, hear } = shared()
    say('ann', 'x')
    const fails = (): void => {
      throw new Error('A listener slipped.')
    }
    clock.alongside(0, fails, word, { turn: undefined })
    clock.alongside(0, hear('cid x'), word, { turn: undefined })
    say('dee', 'x')
    await expect(clock.advance(0)).rejects.toThrow('A listener slipped.')
    await clock.advance(0)
    expect(turns).toEqual([['ann x'], ['cid x', 'dee x']])
  })

  test('reaches nobody any more after a reset, in the middle of it too', async () => {
    const { clock, turns, say } = shared()
    clock.alongside(0, () => clock.reset(), word, { turn: undefined })
    say('ann', 'x')
    await clock.advance(0)
    say('ann', 'y')
    await clock.advance(0)
    expect(turns).toEqual([[], ['ann y']])
  })
})

test('under the wall clock everything has a turn of its own', async () => {
  const clock: Clock = new WallClock()
  let turns = 0
  clock.onTurn(() => turns++)
  for (const turn of [undefined, undefined]) clock.alongside(0, () => {}, word, { turn })
  await clock.settled()
  expect(turns).toBe(2)
})
