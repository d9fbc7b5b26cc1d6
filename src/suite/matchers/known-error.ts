import { dialects } from '../../contract/dialect.ts'
import { type Failure, failures, findFailure, isFailureId, resolve } from '../../contract/failures.ts'
import { didYouMean } from '../../kernel/nearest.ts'
import { textOrNull } from '../../kernel/values.ts'
import { kindOf } from './result.ts'

/** An error, by the id of its failure, its name, or its code. */
export type ErrorClaim = string | number

/** The words of an error: its name, its code and its failure. */
export interface SaidError {
  readonly name: string | null
  readonly code: number | string | null
  /** The failure that its message names; null: it comes from elsewhere. */
  readonly failure: string | null
}

const inMessage = /npx fake-opentok explain (\S+\/[\w-]+)/

/** The words of an error; null for a value that is no error. */
export function saidBy(value: unknown): SaidError | null {
  if (typeof value !== 'object' || value === null) return null
  const name = textOrNull(Reflect.get(value, 'name'))
  const message = textOrNull(Reflect.get(value, 'message'))
  const code: unknown = Reflect.get(value, 'code')
  if (name === null && message === null) return null
  return {
    name,
    code: typeof code === 'number' || typeof code === 'string' ? code : null,
    failure: inMessage.exec(message ?? '')?.[1] ?? null,
  }
}

const faces = (row: Failure): readonly { readonly name: string | null; readonly code: number | string | null }[] =>
  dialects.map((dialect) => resolve(row, dialect))

const sameText = (one: number | string | null, other: ErrorClaim): boolean =>
  one !== null && String(one) === String(other)

function isKnown(claim: ErrorClaim): boolean {
  return failures.some((row) => faces(row).some(({ name, code }) => sameText(name, claim) || sameText(code, claim)))
}

/**
 * @throws TypeError for a claim that is neither a text nor a number; RangeError for an id, a name or a code that no failure
 * of the catalogue has.
 */
export function demandClaim(claim: unknown, matcher: string): asserts claim is ErrorClaim {
  if (typeof claim !== 'string' && typeof claim !== 'number') {
    throw new TypeError(
      `${matcher}() takes the id of a failure, a name or a code, and this is ${kindOf(claim)}. Give one, such as ${matcher}('Session.connect/expired-token').`,
    )
  }
  if (typeof claim === 'string' && isFailureId(claim)) return
  if (isKnown(claim)) return
  const names = failures.flatMap((row) => [row.id, ...faces(row).map(({ name }) => name ?? '')])
  throw new RangeError(
    `${matcher}(${JSON.stringify(claim)}): no failure of the catalogue has this id, name or code.${didYouMean(String(claim), names)} "npx fake-opentok list" shows them all.`,
  )
}

/** @throws TypeError or RangeError for a value that is not the id of a failure. */
export function demandFailureClaim(claim: unknown, matcher: string): asserts claim is Failure['id'] {
  demandClaim(claim, matcher)
  if (typeof claim === 'string' && isFailureId(claim)) return
  throw new RangeError(
    `${matcher}(${JSON.stringify(claim)}): this is a name or a code, which several failures share. Give the id of one failure, such as 'Session.connect/expired-token'.`,
  )
}

const samePair = (row: Failure, said: SaidError): boolean =>
  faces(row).some(({ name, code }) => (name ?? said.name) === said.name && (code ?? null) === said.code)

/** Whether an error is the one that is meant. An error that names its failure is that failure and no other. */
export function isMeant(said: SaidError, claim: ErrorClaim): boolean {
  if (typeof claim === 'string' && isFailureId(claim)) {
    return said.failure === null ? samePair(findFailure(claim), said) : said.failure === claim
  }
  return sameText(said.name, claim) || sameText(said.code, claim)
}

const pair = ({ name, code }: Pick<SaidError, 'name' | 'code'>): string =>
  [name, code].filter((part) => part !== null).join(' ') || 'no error object'

/** An error in words: `OT_AUTHENTICATION_ERROR 1004 (Session.connect/expired-token)`. */
export const saidWords = (said: SaidError): string =>
  said.failure === null ? pair(said) : `${pair(said)} (${said.failure})`

/** A claim in words, with the name and code of a failure in each dialect. */
export function claimWords(claim: ErrorClaim): string {
  if (typeof claim === 'number') return `the code ${claim}`
  if (!isFailureId(claim)) return `the name ${claim}`
  const [documented, sdk] = faces(findFailure(claim)).map(pair)
  return documented === sdk ? `${claim}: ${documented}` : `${claim}: ${documented} (documented), ${sdk} (sdk)`
}
