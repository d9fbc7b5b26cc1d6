import { expect, test } from 'vitest'
import { faultPoints } from '../../contract/fault-points.ts'
import { createSimulator } from '../../simulator.ts'
import {
  type descriptionPoints,
  type httpPoints,
  type requestPoints,
  servicePoint,
  type toldPoints,
} from '../../vocabulary/answers.ts'
import type { Command } from '../../wire/commands.ts'
import type { Fact, FactName } from '../../wire/facts.ts'
import type { HttpRequest } from '../../wire/link.ts'
import type { Simulator } from '../simulator.ts'
import type { VerbTable } from './verb-table.ts'
import { simulatorVerbs } from './world-verbs.ts'

test('every verb of a simulator is in the table, with the very values that its type takes', () => {
  // The compiler looks: a verb without an entry, or an entry for other values, does not compile.
  const table: VerbTable<Simulator> = simulatorVerbs
  expect(Object.keys(table).length).toBeGreaterThan(10)
})

type Same<One, Other> = [Exclude<One, Other>, Exclude<Other, One>] extends [never, never] ? true : false

test('an answer can be arranged at every request, and at everything that the service tells', () => {
  // The compiler looks: a request or a fact that a list lacks, or has in another list, does not compile.
  const http: Same<(typeof httpPoints)[number], HttpRequest['what']> = true
  const requests: Same<(typeof requestPoints)[number], Command['method']> = true
  const told: Same<(typeof toldPoints | typeof descriptionPoints)[number], FactName> = true
  const described: Same<(typeof descriptionPoints)[number], Extract<Fact, { quality: unknown }>['is']> = true
  expect([http, requests, told, described]).not.toContain(false)
  for (const point of Object.keys(faultPoints)) {
    if (point.startsWith('service:')) expect(servicePoint.words).toContain(point.slice('service:'.length))
  }
})

test('a record of a connection or a stream in the place of its id is refused, and the error names the id', () => {
  const room = createSimulator().room()
  const bob = room.join({ name: 'Bob', role: 'moderator' })
  bob.publish()
  const told = 'this is an object with an id. Give the id alone: its .id.'
  // @ts-expect-error A newcomer in JavaScript gives the record.
  expect(() => bob.forceDisconnect(room.connections[0])).toThrow(`participant.forceDisconnect(connectionId): ${told}`)
  // @ts-expect-error The same with a stream.
  expect(() => bob.forceUnpublish(room.streams[0])).toThrow(`participant.forceUnpublish(streamId): ${told}`)
})
