import { describe, expect, test } from 'vitest'
import { hello, outlet } from '../../test/worlds/service-world.ts'
import { isHeardFirst, newSeat, type Seat, say } from './seat.ts'
import { Seats } from './seats.ts'

const seat = (clientId: string): Seat => newSeat(hello(clientId), outlet())

function threeSeats() {
  const seats = new Seats()
  const [a, b, elsewhere] = [seat('a'), seat('b'), seat('elsewhere')]
  seats.give('s1', 'a', a)
  seats.give('s1', 'b', b)
  seats.give('s2', 'c', elsewhere)
  return { seats, a, b, elsewhere }
}

describe('the seats of a service', () => {
  test('are found by session and connection, or by the connection alone', () => {
    const { seats, a, elsewhere } = threeSeats()
    expect([seats.at('s1', 'a'), seats.at('s2', 'a'), seats.at('s3', 'a')]).toEqual([a, undefined, undefined])
    expect([seats.find('c'), seats.find('nobody')]).toEqual([elsewhere, undefined])
  })

  test('hear what is for all, for one, for all but one, or for nobody, in their own session', () => {
    const { seats, a, b } = threeSeats()
    expect(seats.hearing('s1', { to: 'all' })).toEqual([a, b])
    expect(seats.hearing('s1', { to: 'only', connectionId: 'b' })).toEqual([b])
    expect(seats.hearing('s1', { to: 'only', connectionId: 'c' })).toEqual([])
    expect(seats.hearing('s1', { to: 'except', connectionId: 'a' })).toEqual([b])
    expect(seats.hearing('s1', { to: 'except', connectionId: 'nobody' })).toEqual([a, b])
    expect(seats.hearing('s1', { to: 'nobody' })).toEqual([])
    expect(seats.hearing('s3', { to: 'all' })).toEqual([])
  })

  test('are given anew, and freed', () => {
    const { seats, b } = threeSeats()
    const next = seat('a, again')
    seats.give('s1', 'a', next)
    expect(seats.hearing('s1', { to: 'all' })).toEqual([next, b])
    for (const id of ['a', 'b', 'nobody']) seats.free('s1', id)
    seats.free('s3', 'nobody')
    expect(seats.hearing('s1', { to: 'all' })).toEqual([])
    seats.clear()
    expect(seats.find('c')).toBeUndefined()
  })
})

describe('one seat', () => {
  test('hears at once while its line stands, keeps while it does not, and nothing once it has left', () => {
    const line = outlet()
    const one = newSeat(hello('a'), line)
    say(one, { kind: 'pong' }, 5)
    expect([line.told, line.delays]).toEqual([[{ kind: 'pong' }], [5]])
    one.outlet = null
    say(one, { kind: 'pong' }, 7)
    expect(one.kept).toEqual([{ message: { kind: 'pong' }, delayMs: 7 }])
    one.left = true
    say(one, { kind: 'pong' }, 9)
    expect(one.kept).toHaveLength(1)
  })

  test('knows which commands it has heard, and needs little to know it', () => {
    const one = seat('a')
    const order = [1, 2, 5, 4, 2, 5, 3, 1, 7]
    expect(order.map((id) => isHeardFirst(one, id))).toEqual([true, true, true, true, false, false, true, false, true])
    for (let id = 6; id < 10_000; id++) isHeardFirst(one, id)
    expect(one.heardAbove.size).toBe(0)
  })
})
