// What the README's snippets take for granted: the words of the surrounding text, and a runner's globals.
import type * as vitest from 'vitest'
import type { Session } from '../../src/index.ts'
import type * as entrance from '../../src/simulator.ts'

declare global {
  const session: Session
  const simulator: entrance.Simulator
  const createSimulator: typeof entrance.createSimulator
  const vi: typeof vitest.vi
  const afterEach: typeof vitest.afterEach
  const expect: typeof vitest.expect
}
