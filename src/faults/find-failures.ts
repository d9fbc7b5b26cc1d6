import { type Failure, failures, resolve, titleOf } from '../contract/failures.ts'

/** Everyday words for what the catalogue calls otherwise: any of these parts of an id is meant. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  kick: ['forcedisconnect', 'forceunpublish', 'force-disconnected', 'force-unpublished'],
  ban: ['forcedisconnect', 'force-disconnected'],
  mute: ['forcemute', 'force-muted', 'muted'],
  wifi: ['network', 'offline', 'ice-'],
  internet: ['network', 'offline'],
  permission: ['access-denied', 'not-permitted', 'not-allowed'],
  denied: ['access-denied'],
  webcam: ['camera', 'video', 'device', 'hardware'],
  mic: ['microphone', 'audio'],
  full: ['limit-exceeded'],
  timeout: ['timeout', 'time-out', 'timed-out'],
}

const plainText = (text: string): string => text.toLowerCase()

const wordsOf = (id: string): string =>
  id
    .split(/[-_./\s]+/)
    .map(plainText)
    .filter((word) => word !== '')
    .sort()
    .join(' ')

const saidOf = (failure: Failure): readonly string[] =>
  (['documented', 'sdk'] as const).flatMap((dialect) => {
    const { name, code } = resolve(failure, dialect)
    return [name, code, titleOf(code)].flatMap((part) => (part === null || part === undefined ? [] : [String(part)]))
  })

/** The failures that a name, a code or a title is that of, in either dialect. */
export const failuresSaid = (text: string): readonly Failure[] =>
  failures.filter((failure) => saidOf(failure).some((part) => plainText(part) === plainText(text)))

/** The failures whose id has the same words in another order, or whose slug this is: `Session.connect/token-expired`, `expired-token`. */
const sameWords = (text: string): readonly Failure[] => {
  const words = wordsOf(text)
  return failures.filter(({ id, slug }) => wordsOf(id) === words || wordsOf(slug) === words)
}

function holding(text: string): readonly Failure[] {
  const wanted = plainText(text)
  const parts = [wanted, ...(otherWords[wanted] ?? [])]
  return failures.filter((failure) => {
    const own = [failure.id, ...saidOf(failure)].map(plainText)
    return own.some((one) => parts.some((part) => one.includes(part)))
  })
}

/**
 * The failures that a text speaks of: by a name, a code or a title, by words of the id in any order, or by an everyday word.
 *
 * @param textsOf What else is said of a failure, where words of it count too.
 *
 * @example
 * searchFailures('expired-token').map(({ id }) => id) // ['Session.connect/expired-token', ...]
 */
export function searchFailures(text: string, textsOf?: (failure: Failure) => string): readonly Failure[] {
  const exact = [...new Set([...failuresSaid(text), ...sameWords(text)])]
  if (exact.length > 0) return exact
  const found = holding(text)
  if (found.length > 0 || textsOf === undefined) return found
  return failures.filter((failure) => plainText(textsOf(failure)).includes(plainText(text)))
}
