// What the fragments of the documentation take for granted: the call of call-under-way.ts, and a runner's globals.
import type * as vitest from 'vitest'
import type * as entrance from '../../src/simulator.ts'
import type { CallUnderWay } from './call-under-way.ts'

declare global {
  const simulator: CallUnderWay['simulator']
  const OT: CallUnderWay['OT']
  const session: CallUnderWay['session']
  const publisher: CallUnderWay['publisher']
  const subscriber: CallUnderWay['subscriber']
  const stream: CallUnderWay['stream']
  const alice: CallUnderWay['alice']
  const createSimulator: typeof entrance.createSimulator
  const vi: typeof vitest.vi
  const test: typeof vitest.test
  const describe: typeof vitest.describe
  const beforeEach: typeof vitest.beforeEach
  const afterEach: typeof vitest.afterEach
  const expect: typeof vitest.expect
}
