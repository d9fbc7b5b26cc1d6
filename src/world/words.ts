import { fieldOf } from '../kernel/values.ts'
import type { Numbered } from '../transport/steady-line.ts'
import type { Greeting, TurnedAway, Welcome } from './protocol.ts'

export const isGreeting = (word: unknown): word is Greeting =>
  fieldOf(word, 'is') === 'greeting' &&
  typeof fieldOf(word, 'version') === 'string' &&
  typeof fieldOf(word, 'place') === 'string' &&
  typeof fieldOf(word, 'heard') === 'number' &&
  typeof fieldOf(fieldOf(word, 'terms'), 'credentials') === 'object'

export const isWelcome = (word: unknown): word is Welcome => fieldOf(word, 'is') === 'welcome'

export const isTurnedAway = (word: unknown): word is TurnedAway => fieldOf(word, 'is') === 'turned-away'

/** Whether a message is one of a steady line. Its content is checked where it is carried out. */
export const isNumbered = <T>(word: unknown): word is Numbered<T> =>
  typeof fieldOf(word, 'heard') === 'number' ||
  (typeof fieldOf(word, 'n') === 'number' && typeof fieldOf(fieldOf(word, 'message'), 'is') === 'string')
