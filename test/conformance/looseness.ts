import { isJsonObject, type Json, type RecordedCase } from './recorded-case.ts'

/**
 * What is compared loosely, and why; README.md has the same list in words. All else is exact, the order above all.
 */

/** How a case is compared: real browser media makes its turns and times less certain. */
export interface Rules {
  readonly realMedia: boolean
}

const latestHiddenMs = 900
const slackMs = 300
const mediaSlackMs = 1000
const share = 0.25
const longTextLength = 1000

/** The rules for a case: it ran real browser media where any phase is recorded as `async`, or where media was negotiated. */
export function rulesFor(recorded: RecordedCase): Rules {
  const negotiated = [recorded.given.server?.publish, recorded.given.server?.subscribe].some(
    (mode) => typeof mode === 'string' && mode.startsWith('jsep'),
  )
  return { realMedia: negotiated || (recorded.then.events ?? []).some((entry) => entry.phase === 'async') }
}

/** Whether a turn is the recorded one; `async` stands for both later turns, and so do they for each other near real media. */
export function sameTurn(expected: Json | undefined, actual: Json | undefined, mediaTurns: boolean): boolean {
  if (expected === actual) return true
  const isLater = actual === 'microtask' || actual === 'task'
  return isLater && (expected === 'async' || (mediaTurns && expected !== 'sync'))
}

/**
 * Whether a time is near the recorded one: within a quarter, with slack (300 ms; downwards 1000 ms near real media, whose start
 * the recording machine took long for). A time that was not recorded was at most 900 ms.
 */
export function nearTime(expectedMs: number | undefined, actualMs: number, rules: Rules): boolean {
  if (expectedMs === undefined) return actualMs <= latestHiddenMs + slackMs
  const above = Math.max(expectedMs * share, slackMs)
  const below = Math.max(expectedMs * share, rules.realMedia ? mediaSlackMs : slackMs)
  return actualMs >= expectedMs - below && actualMs <= expectedMs + above
}

/** Whether a count that depends on the machine's speed is near the recorded one. */
export const nearCount = (expected: number, actual: number): boolean => Math.abs(actual - expected) <= expected * share

/** Whether a described value cannot be equal in another run, so that its kind alone is compared. */
export function byKindAlone(key: string, expected: Json | undefined): boolean {
  if (!isJsonObject(expected)) return false
  const { kind, length } = expected
  if (kind === 'number') return key === 'timestamp'
  return kind === 'string' && (key === 'deviceId' || (typeof length === 'number' && length >= longTextLength))
}

/** What of the page is left out when a rig runs without one. */
export const pageFacts: ReadonlySet<string> = new Set(['dom', 'inDom', 'element', 'elementInDom', 'rootClasses'])

/** A class that a widget carries for its first seconds. */
export const passingClass = 'OT_mode-on-hold'
