import { setOwn } from '../../kernel/frozen.ts'
import type { CaptureProblem } from '../../ports/devices.ts'

/** A browser's refusal of devices or media, on its way to the code that turns it into the error of a failure. */
export class BrowserRefusal extends Error {
  readonly problem: CaptureProblem

  constructor(problem: CaptureProblem) {
    super(problem.message)
    setOwn(this, 'name', problem.name)
    this.problem = problem
  }
}

/** Hands what a browser refused to `refused`; anything else goes on. */
export function unlessRefused<T>(refused: (problem: CaptureProblem) => T): (thrown: unknown) => T {
  return (thrown) => {
    if (thrown instanceof BrowserRefusal) return refused(thrown.problem)
    throw thrown
  }
}
