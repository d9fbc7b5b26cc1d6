import { describe, expect, test } from 'vitest'
import type { Clock, Wait } from './clock.ts'
import { VirtualClock, type VirtualMode } from './virtual-clock.ts'
import { nextTurn, WallClock } from './wall-clock.ts'

const epoch = 1_000_000
const work: Wait = { what: 'some work', kind: 'work' }

const turn = (): Promise<void> => new Promise((resolve) => nextTurn(resolve))
const turns = async (count: number): Promise<void> => {
  for (let at = 0; at < count; at++) await turn()
}

/** A clock whose real time passes when the test says so. */
function clockOf(mode: VirtualMode) {
  const inRealTime: (() => void)[] = []
  const unanswered: string[] = []
  const clock = new VirtualClock({
    mode,
    epoch,
    nextTurn,
    inRealTime: (ms, run) => void (ms === 5000 && inRealTime.push(run)),
    unanswered: (what) => unanswered.push(what),
  })
  const fiveSecondsPass = (): void => {
    for (const run of inRealTime.splice(0)) run()
  }
  return { clock, unanswered, fiveSecondsPass }
}

describe('while the page owes an answer', () => {
  test('no timer of the instant clock runs, and settled() waits', async () => {
    const { clock } = clockOf('instant')
    const ran: string[] = []
    const wait = clock.awaitPage('a video to load')
    clock.after(10, () => ran.push('the timer'), work)
    const settled = clock.settled().then(() => ran.push('settled'))
    await turns(5)
    expect([ran, clock.now()]).toEqual([[], epoch])
    wait.end()
    await settled
    expect([ran, clock.now()]).toEqual([['the timer', 'settled'], epoch + 10])
  })

  test('settled() waits although nothing else does', async () => {
    const { clock } = clockOf('instant')
    const wait = clock.awaitPage('a video to load')
    let isSettled = false
    const settled = clock.settled().then(() => {
      isSettled = true
    })
    await turns(5)
    expect(isSettled).toBe(false)
    wait.end()
    await settled
  })

  test('advance() stands before the next timer, and goes on to its end afterwards', async () => {
    const { clock } = clockOf('manual')
    const ran: string[] = []
    let wait: { end(): void } | undefined
    clock.after(10, () => (wait = clock.awaitPage('a video to load')), work)
    clock.after(20, () => ran.push('the timer'), work)
    const passing = clock.advance(30).then(() => ran.push('advanced'))
    await turns(8)
    expect([ran, clock.now()]).toEqual([[], epoch + 10])
    wait?.end()
    await passing
    expect([ran, clock.now()]).toEqual([['the timer', 'advanced'], epoch + 30])
  })

  test('runAll() waits for it, and settled() of a manual clock too', async () => {
    const { clock } = clockOf('manual')
    const ran: string[] = []
    const wait = clock.awaitPage('a video to load')
    const done = Promise.all([
      clock.runAll().then(() => ran.push('all has run')),
      clock.settled().then(() => ran.push('settled')),
    ])
    await turns(5)
    expect(ran).toEqual([])
    wait.end()
    await done
    expect(ran).toHaveLength(2)
  })

  test('the list of waits names it', () => {
    const { clock } = clockOf('instant')
    const wait = clock.awaitPage('a video to load')
    expect(clock.pending()).toEqual([{ what: 'a video to load', kind: 'work', due: epoch, endedBy: 'page' }])
    wait.end()
    wait.end()
    expect(clock.pending()).toEqual([])
  })

  test('after five real seconds the clock goes on without the answer, and says so', async () => {
    const { clock, unanswered, fiveSecondsPass } = clockOf('instant')
    const ran: string[] = []
    clock.awaitPage('a video to load', () => ran.push('given up'))
    clock.after(10, () => ran.push('the timer'), work)
    await turns(3)
    fiveSecondsPass()
    await clock.settled()
    expect([ran, unanswered]).toEqual([['given up', 'the timer'], ['a video to load']])
  })

  test('an answer that came in time is not given up later', async () => {
    const { clock, unanswered, fiveSecondsPass } = clockOf('instant')
    clock.awaitPage('a video to load').end()
    fiveSecondsPass()
    await clock.settled()
    expect(unanswered).toEqual([])
  })

  test('reset() forgets it, and whatever waited goes on', async () => {
    const { clock, unanswered, fiveSecondsPass } = clockOf('instant')
    clock.awaitPage('a video to load')
    const waiting = [clock.settled(), clock.advance(10)]
    await turn()
    clock.reset()
    await Promise.all(waiting)
    fiveSecondsPass()
    expect([clock.pending(), unanswered]).toEqual([[], []])
  })
})

test('the wall clock lists the wait, and settled() waits for it', async () => {
  const clock: Clock = new WallClock()
  const wait = clock.awaitPage('a video to load')
  expect(clock.pending()).toMatchObject([{ what: 'a video to load', kind: 'work', endedBy: 'page' }])
  let isSettled = false
  const settled = clock.settled().then(() => {
    isSettled = true
  })
  await turns(3)
  expect(isSettled).toBe(false)
  wait.end()
  await settled
})
