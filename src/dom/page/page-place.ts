import { hostChance } from '../../kernel/time/wall-clock.ts'
import { isLaidOut } from './sizes.ts'

/**
 * The mark that tells one tab of a browser from another: drawn when a page is loaded. Elsewhere it is '', so that each run of a test
 * is the same.
 */
export function placeOfPage(): string {
  if (typeof document === 'undefined' || typeof crypto === 'undefined' || !isLaidOut(document)) return ''
  return hostChance()
}
