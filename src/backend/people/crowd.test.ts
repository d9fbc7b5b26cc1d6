import { describe, expect, test } from 'vitest'
import { serviceWorld } from '../../../test/worlds/service-world.ts'
import { Room } from './room.ts'

function place() {
  const world = serviceWorld()
  const notes: string[] = []
  const { backend, clock } = world
  const room = new Room({
    backend,
    clock,
    ownClientId: 'client-1',
    sessionId: 's1',
    note: (what) => notes.push(what.split('.')[1] ?? what),
  })
  return { ...world, room, notes }
}

const verbs = ['join', 'leave', 'vanish', 'publish', 'unpublish', 'change', 'signal'] as const

describe('a crowd', () => {
  test('comes at once, the share of them publishing that is asked for', () => {
    const { room, notes } = place()
    const crowd = room.crowd({ people: 40, publish: 0.25, name: 'seat' })
    expect([crowd.people.length, room.streams.length, notes[0]]).toEqual([40, 10, 'crowd'])
    expect(crowd.people.map(({ name }) => name).slice(0, 2)).toEqual(['seat-1', 'seat-2'])
    expect(room.crowd({ people: 3, role: 'subscriber' }).people.map(({ streams }) => streams.length)).toEqual([0, 0, 0])
  })

  test('stays as it is without churn', async () => {
    const { room, clock, notes } = place()
    room.crowd({ people: 5 })
    const before = notes.length
    await clock.advance(3_600_000)
    expect([notes.length, clock.pending()]).toEqual([before, []])
  })

  test('lives at the pace that it is given: everything happens, and it keeps its size', async () => {
    const { room, clock, notes } = place()
    const crowd = room.crowd({ people: 50, publish: 0.5, churn: 60 })
    const before = notes.length
    await clock.advance(60 * 60_000)
    expect(notes.length - before).toBeGreaterThan(3000)
    expect(notes.length - before).toBeLessThan(5000)
    for (const verb of verbs) expect(notes.slice(before)).toContain(verb)
    expect(crowd.people.length).toBeGreaterThanOrEqual(40)
    expect(crowd.people.length).toBeLessThanOrEqual(60)
    expect(room.connections.length).toBe(crowd.people.length)
  })

  test('does what it has a rate for, and nothing else', async () => {
    const { room, clock, notes } = place()
    const crowd = room.crowd({ people: 10, churn: { leave: 6 } })
    const before = notes.length
    await clock.advance(10 * 60_000)
    expect([...new Set(notes.slice(before))]).toEqual(['leave'])
    expect([crowd.people, room.streams]).toEqual([[], []])
  })

  test('stops when it is told to, and stays; or leaves for good', async () => {
    const { room, clock } = place()
    const crowd = room.crowd({ people: 10, churn: 600 })
    await clock.advance(10_000)
    crowd.stop()
    expect(() => crowd.stop()).toThrow('crowd.stop() has no effect: nothing happens among these people by itself')
    expect(clock.pending()).toEqual([])
    expect(crowd.people.length).toBeGreaterThan(0)
    crowd.leave()
    expect([crowd.people, room.connections, room.streams]).toEqual([[], [], []])
  })

  test('is the same for the same seed, and another for another', async () => {
    const live = async (seed: number): Promise<string> => {
      const { room, clock, notes } = place()
      room.crowd({ people: 20, churn: 100, seed })
      await clock.advance(10 * 60_000)
      return notes.join(' ')
    }
    expect(await live(1)).toBe(await live(1))
    expect(await live(1)).not.toBe(await live(2))
  })

  test('goes on when somebody else sends its people away', async () => {
    const { room, clock } = place()
    const crowd = room.crowd({ people: 10, churn: 100 })
    const warden = room.join({ role: 'moderator' })
    for (const { connectionId } of crowd.people) warden.forceDisconnect(connectionId)
    expect(crowd.people).toEqual([])
    await clock.advance(10 * 60_000)
    expect(crowd.people.length).toBeGreaterThan(0)
  })

  test('publishes no more than the session takes', async () => {
    const { room, clock } = place()
    room.setRules({ maxStreams: 3 })
    expect(() => room.crowd({ people: 5 })).toThrow(/takes 3 streams, and has 0.*room\.setRules\(\)/)
    expect(room.connections).toEqual([])
    room.crowd({ people: 5, publish: 0.6, churn: 600 })
    await clock.advance(60_000)
    expect(room.streams.length).toBeLessThanOrEqual(3)
  })

  test('that may not publish is refused before anybody comes', () => {
    const { room, notes } = place()
    expect(() => room.crowd({ people: 5, publish: 0.5, role: 'subscriber' })).toThrow(
      /impossible for a crowd of the role subscriber/,
    )
    expect([room.connections, notes]).toEqual([[], []])
  })
})
