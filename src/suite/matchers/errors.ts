import { claimWords, demandClaim, isMeant, saidBy, saidWords } from './known-error.ts'
import { kindOf, type MatcherResult, resultOf, type Story } from './result.ts'

/**
 * Whether a value is the error of a failure: by its id, its name or its code.
 *
 * @throws TypeError or RangeError for a claim that no failure of the catalogue answers to.
 */
export function toBeOTError(story: Story, received: unknown, claim: unknown): MatcherResult {
  demandClaim(claim, 'toBeOTError')
  const said = saidBy(received)
  if (said === null) {
    return resultOf(false, story, `Expected ${claimWords(claim)}.\nReceived ${kindOf(received)}, which is no error.`)
  }
  const pass = isMeant(said, claim)
  return resultOf(
    pass,
    story,
    `Expected ${pass ? 'another error than ' : ''}${claimWords(claim)}.\nReceived ${saidWords(said)}.`,
  )
}
