import type { SimulatorOptions } from '../author/options.ts'
import { createSimulator, type Simulator } from '../author/simulator.ts'
import type { ParamsOf } from '../author/verbs/verb-table.ts'
import { functionParams } from '../author/verbs/world-verbs.ts'
import { type Dialect, dialects } from '../contract/dialect.ts'
import { channels } from '../contract/failure-row.ts'
import { type Failure, type FailureId, failures, isProducible, resolve } from '../contract/failures.ts'
import { type Operation, operations } from '../contract/operations.ts'
import { demandArguments, param } from '../vocabulary/check.ts'
import { bag, listOf, optional, words } from '../vocabulary/shape.ts'
import { dialect as dialectWord } from '../vocabulary/words.ts'

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

const operationNames = Object.keys(operations) as Operation[]

const eachFailureParams = [
  param('operation', words('operation', operationNames)),
  param(
    'options',
    optional(bag({ dialect: optional(dialectWord), over: optional(listOf(words('channel', channels))) })),
  ),
] satisfies ParamsOf<Parameters<typeof eachFailure>>

/**
 * The failures of an operation, for `test.each` or `describe.each`.
 *
 * @throws RangeError for an operation or an option that is none, and where no failure is left, so that nothing would be tested.
 *
 * @example
 * test.each(eachFailure('Session.connect'))('the application survives $id', async ({ id }) => {
 *   simulator.fail(id)
 *   await joinCall()
 *   expect(screen.getByRole('alert')).toBeVisible()
 * })
 */
export function eachFailure(...args: readonly [operation: Operation, options?: EachFailureOptions]): FailureCase[] {
  demandArguments('eachFailure', eachFailureParams, args)
  const [operation, { dialect = 'documented', over } = {}] = args
  const cases = failures
    .filter((row) => row.operation === operation && row.status === 'live' && isProducible(row, dialect))
    .filter((row) => over === undefined || row.channels.some((channel) => over.includes(channel)))
    .map((row) => {
      const { name, code } = resolve(row, dialect)
      return { id: row.id, operation: row.operation, name, code, channels: row.channels }
    })
  if (cases.length > 0) return cases
  const narrowed = over === undefined ? '' : ` over ${over.join(', ') || 'no channel'}`
  throw new RangeError(
    `eachFailure("${operation}") finds no failure in the dialect ${dialect}${narrowed}, so that nothing would be tested. Name another operation, or fewer options.`,
  )
}

/** A dialect, and how to make a world that speaks it. */
export interface DialectCase {
  readonly dialect: Dialect
  /** Makes a world in this dialect; the options of `createSimulator()` but the dialect. */
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
export function eachDialect(...none: readonly []): DialectCase[] {
  demandArguments('eachDialect', [], none)
  return dialects.map((dialect) => ({
    dialect,
    createSimulator: (...args) => {
      demandArguments('createSimulator', functionParams.createSimulatorInDialect, args)
      return createSimulator({ ...args[0], dialect })
    },
  }))
}
