import { describe, expect, it } from 'vitest'
import { createPhaseLog } from './phase-log.ts'

describe('the phase log', () => {
  it('stamps each entry with the phase of its moment', () => {
    const log = createPhaseLog(() => 0)
    log.add({ mark: 'before' })
    log.callBegins()
    log.add({ mark: 'inside' })
    log.callEnds()
    log.add({ mark: 'after' })
    log.taskBegins()
    log.add({ mark: 'later' })
    expect(log.entries().map(({ phase }) => phase)).toEqual(['task', 'sync', 'microtask', 'task'])
  })

  it('leaves what follows a nested call in the microtask phase, even inside the outer call', () => {
    const log = createPhaseLog(() => 0)
    log.callBegins()
    log.callBegins()
    log.callEnds()
    log.add({ mark: 'return' })
    expect(log.entries()[0]?.phase).toBe('microtask')
  })

  it('counts time from the beginning of a step', () => {
    let now = 1000
    const log = createPhaseLog(() => now)
    log.stepBegins()
    now = 2500
    log.add({ mark: 'a' })
    log.stepBegins()
    log.add({ mark: 'b' })
    expect(log.entries().map(({ atMs }) => atMs)).toEqual([1500, 0])
    expect(log.lastAt()).toBe(2500)
  })

  it('tells the entries of that moment: those that come later are not among them', () => {
    const log = createPhaseLog(() => 0)
    log.add({ mark: 'a' })
    const entries = log.entries()
    log.add({ mark: 'the page is taken away' })
    expect(entries.map(({ facts }) => facts)).toEqual([{ mark: 'a' }])
  })

  it('forgets what was logged when it is cleared', () => {
    const log = createPhaseLog(() => 0)
    log.add({ mark: 'a' })
    log.clear()
    expect(log.entries()).toEqual([])
    expect(log.lastAt()).toBeNull()
  })
})
