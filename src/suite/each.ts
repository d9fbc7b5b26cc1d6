import type { SimulatorOptions } from '../author/options.ts'
import { createSimulator, type Simulator } from '../author/simulator.ts'
import { type Dialect, dialects } from '../contract/dialect.ts'
import { type Failure, type FailureId, failures, isProducible, resolve } from '../contract/failures.ts'
import { type Operation, operations } from '../contract/operations.ts'
import { nearest } from '../kernel/nearest.ts'

/** A failure as a table of tests has it. */
export interface FailureCase {
  readonly id: FailureId
  readonly operation: Operation
  /** The name of its error in the dialect; null where the error has none. */
  readonly name: string | null
  readonly code: number | string | null
  /** The ways in which an application hears of it, in order. */
  readonly channels: Failure['channels']
}

/** The choice among the failures of an operation. */
export interface EachFailureOptions {
  /** The dialect in which they can be brought about. Default `documented`. */
  readonly dialect?: Dialect
  /** Only those that tell an application through one of these. Default: all. */
  readonly over?: readonly Failure['channels'][number][]
}

const isOperation = (text: unknown): text is Operation => typeof text === 'string' && Object.hasOwn(operations, text)

/** @throws RangeError for a text that is no operation; the message names the nearest one. */
function demandOperation(operation: unknown): asserts operation is Operation {
  if (isOperation(operation)) return
  const near = nearest(String(operation), Object.keys(operations))
  throw new RangeError(
    `eachFailure(${JSON.stringify(operation)}): there is no such operation. Did you mean ${JSON.stringify(near)}?`,
  )
}

/**
 * The failures of an operation, for `test.each` or `describe.each`.
 *
 * @throws RangeError for an operation or a dialect that is none.
 *
 * @example
 * test.each(eachFailure('Session.connect'))('the application survives $id', async ({ id }) => {
 *   simulator.fail(id)
 *   await joinCall()
 *   expect(screen.getByRole('alert')).toBeVisible()
 * })
 */
export function eachFailure(
  operation: Operation,
  { dialect = 'documented', over }: EachFailureOptions = {},
): FailureCase[] {
  demandOperation(operation)
  if (!dialects.includes(dialect)) {
    throw new RangeError(`eachFailure(): there is no dialect ${JSON.stringify(dialect)}. Give documented or sdk.`)
  }
  return failures
    .filter((row) => row.operation === operation && row.status === 'live' && isProducible(row, dialect))
    .filter(({ channels }) => over === undefined || channels.some((channel) => over.includes(channel)))
    .map((row) => {
      const { name, code } = resolve(row, dialect)
      return { id: row.id, operation: row.operation, name, code, channels: row.channels }
    })
}

/** A dialect, and how to make a world that speaks it. */
export interface DialectCase {
  readonly dialect: Dialect
  /** Makes a world in this dialect. */
  readonly createSimulator: (options?: Omit<SimulatorOptions, 'dialect'>) => Simulator
}

/**
 * Both dialects, for `describe.each`.
 *
 * @example
 * describe.each(eachDialect())('in the dialect $dialect', ({ createSimulator }) => {
 *   const simulator = createSimulator()
 * })
 */
export const eachDialect = (): DialectCase[] =>
  dialects.map((dialect) => ({ dialect, createSimulator: (options = {}) => createSimulator({ ...options, dialect }) }))
