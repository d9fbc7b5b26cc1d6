import type { Numbered } from '../transport/steady-line.ts'
import type { Greeting, TurnedAway, Welcome } from './protocol.ts'

const field = (word: unknown, name: string): unknown =>
  typeof word === 'object' && word !== null ? Reflect.get(word, name) : undefined

export const isGreeting = (word: unknown): word is Greeting =>
  field(word, 'is') === 'greeting' &&
  typeof field(word, 'version') === 'string' &&
  typeof field(word, 'place') === 'string' &&
  typeof field(word, 'heard') === 'number' &&
  typeof field(field(word, 'terms'), 'credentials') === 'object'

export const isWelcome = (word: unknown): word is Welcome => field(word, 'is') === 'welcome'

export const isTurnedAway = (word: unknown): word is TurnedAway => field(word, 'is') === 'turned-away'

/** Whether a word is one of a steady line; what it says is looked at where it is carried out. */
export const isNumbered = <T>(word: unknown): word is Numbered<T> =>
  typeof field(word, 'heard') === 'number' ||
  (typeof field(word, 'n') === 'number' && typeof field(field(word, 'message'), 'is') === 'string')
