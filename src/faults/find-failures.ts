import { type Failure, failures, resolve, titleOf } from '../contract/failures.ts'

/** Everyday words for what the catalogue calls otherwise: any of these is meant too. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  kick: ['forceDisconnect', 'forceUnpublish', 'force-disconnected', 'force-unpublished'],
  kicked: ['force-disconnected', 'force-unpublished'],
  ban: ['forceDisconnect', 'force-disconnected'],
  removed: ['force-disconnected', 'force-unpublished'],
  mute: ['forceMute', 'force-muted', 'muted'],
  wifi: ['network', 'offline', 'ice', 'wi-fi'],
  internet: ['network', 'offline'],
  permission: ['access-denied', 'not-permitted', 'not-allowed'],
  denied: ['access-denied'],
  webcam: ['camera', 'video', 'device', 'hardware'],
  mic: ['microphone', 'audio'],
  frozen: ['froze'],
  freeze: ['froze'],
  silent: ['hear nobody'],
  sound: ['audio', 'hear nobody'],
  full: ['limit-exceeded'],
  timeout: ['time-out', 'timed-out'],
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

/** In small letters, with the parts of a method's name apart too: `session.forcemuteall session.force mute all`. */
const readably = (text: string): string => plainText(`${text} ${text.replace(/([a-z])([A-Z])/g, '$1 $2')}`)

/** Whether a word, or one that is meant by it, begins somewhere in a text: "ice" is in "ice-failed", and not in "device". */
function speaksOf(text: string, word: string): boolean {
  const said = readably(text)
  return [word, ...(otherWords[word] ?? [])].map(plainText).some((part) => {
    for (let at = said.indexOf(part); at >= 0; at = said.indexOf(part, at + 1)) {
      if (at === 0 || !/[a-z]/.test(said[at - 1] ?? '')) return true
    }
    return false
  })
}

/** Sentences about a failure in which words are looked for, too. */
export interface Sayings {
  /** The symptoms that a person saw, in sentences. */
  readonly symptoms: (failure: Failure) => string
  /** Its texts. They count where nothing else is found. */
  readonly texts: (failure: Failure) => string
}

/**
 * The failures that a text speaks of: by a name, a code or a title, by words of the id in any order, or by everyday words. Of several
 * words, each must be found.
 *
 * @example
 * searchFailures('expired-token').map(({ id }) => id) // ['Session.connect/expired-token', ...]
 */
export function searchFailures(text: string, sayings?: Sayings): readonly Failure[] {
  const exact = [...new Set([...failuresSaid(text), ...sameWords(text)])]
  if (exact.length > 0) return exact
  const words = plainText(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  const holding = (ownOf: (failure: Failure) => readonly string[]): readonly Failure[] =>
    words.length === 0
      ? []
      : failures.filter((one) => words.every((word) => ownOf(one).some((own) => speaksOf(own, word))))
  const ownOf = (one: Failure): readonly string[] => [one.id, ...saidOf(one)]
  if (sayings === undefined) return holding(ownOf)
  const found = holding((one) => [...ownOf(one), sayings.symptoms(one)])
  return found.length > 0 ? found : holding((one) => [...ownOf(one), sayings.symptoms(one), sayings.texts(one)])
}
