import { beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../kernel/time/virtual-clock.ts'
import { nextTurn } from '../../kernel/time/wall-clock.ts'
import { ElementConditions } from './element-conditions.ts'
import { Playback } from './playback.ts'

let clock: VirtualClock
let conditions: ElementConditions
let log: string[]

beforeEach(() => {
  clock = new VirtualClock({ mode: 'manual', epoch: 0, nextTurn })
  conditions = new ElementConditions()
  log = []
})

const say = (what: string): void => {
  log.push(`${what} at ${clock.now()}`)
}

const events = {
  loaded: () => say('loaded'),
  failed: (code: number) => say(`failed ${code}`),
  ended: () => say('ended'),
  blocked: () => say('blocked'),
}

const model = (kind: 'publisher' | 'subscriber' = 'subscriber'): Playback =>
  new Playback({ clock, kind, conditions, announce: (news, code) => log.push(`page: ${news}${code ?? ''}`) })

const plain = { hasTracks: true, hasSound: true, loadsByItself: false, events }

describe('a media element', () => {
  it('loads at once, and tells the page first', async () => {
    model().begin(plain)
    await clock.advance(10)
    expect(log).toEqual(['page: loaded', 'loaded at 0'])
  })

  it('that plays for real is waited for, and simulated time stands still meanwhile', async () => {
    const element = model()
    element.begin({ ...plain, loadsByItself: true })
    expect(clock.pending()).toEqual([
      { what: 'the media element of a subscriber', kind: 'work', due: 0, endedBy: 'page' },
    ])
    const passing = clock.advance(5000)
    element.heardLoading()
    await passing
    expect(log).toEqual(['page: loaded', 'loaded at 0'])
  })

  it('that plays for real and is taken away is waited for no more', () => {
    const element = model()
    element.begin({ ...plain, loadsByItself: true })
    element.stop()
    expect(clock.pending()).toEqual([])
  })

  it('that was told never to load runs its five seconds in simulated time', async () => {
    conditions.arm({ neverLoads: true })
    model().begin({ ...plain, loadsByItself: true })
    await clock.advance(5000)
    expect(log).toEqual(['page: loaded', 'loaded at 5000'])
  })

  it('without tracks has nothing to show for five seconds', async () => {
    model().begin({ ...plain, hasTracks: false })
    await clock.advance(5000)
    expect(log).toEqual(['page: loaded', 'loaded at 5000'])
  })

  it('fails by arrangement after 30 ms instead of loading, whatever a real one says', async () => {
    conditions.arm({ error: 3 })
    const element = model()
    element.begin({ ...plain, loadsByItself: true })
    element.heardLoading()
    await clock.advance(10_000)
    expect(log).toEqual(['page: error3', 'failed 3 at 30'])
  })

  it('ends by arrangement after 30 ms', async () => {
    conditions.arm({ ended: true })
    model().begin(plain)
    await clock.advance(100)
    expect(log).toEqual(['page: loaded', 'loaded at 0', 'page: ended', 'ended at 30'])
  })

  it('of a publisher is silent anyway, and never blocked', async () => {
    conditions.arm({ playRejects: 'NotAllowedError' })
    model('publisher').begin(plain)
    await clock.advance(100)
    expect(log).toEqual(['page: loaded', 'loaded at 0'])
  })

  it('is heard no more once it has other media', async () => {
    const element = model()
    element.begin({ ...plain, events: { ...events, loaded: () => say('the first loaded') } })
    element.begin(plain)
    await clock.advance(100)
    expect(log).toEqual(['page: loaded', 'loaded at 0'])
  })

  it('says nothing before it was given anything', () => {
    const element = model()
    element.loaded()
    element.fail(1)
    element.end()
    expect(log).toEqual([])
  })
})

describe('what is arranged for media elements', () => {
  it('holds for those it was meant for, and the last word counts', () => {
    conditions.arm({ error: 1 })
    conditions.arm({ of: 'publisher', error: 2 })
    expect(conditions.holdingFor('publisher').error).toBe(2)
    expect(conditions.holdingFor('subscriber').error).toBe(1)
    conditions.clear()
    expect(conditions.holdingFor('publisher')).toEqual({})
  })
})
