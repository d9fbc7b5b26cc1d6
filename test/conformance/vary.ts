import { collectNames } from './collect-names.ts'
import type { Given, RecordedCase, Step } from './recorded-case.ts'

type CaseParts = Pick<RecordedCase, 'given' | 'when' | 'after' | 'then'>

const defaultApiKey = '46000000'
const defaultSessionId = 'SESSION_A'
const defaultToken = 'T1==token'

/**
 * Makes a variant of a case in which ids, names and tokens are others of the same length and make, consistently in all its parts,
 * with set-up that has nothing to do with it, and its circumstances in another order.
 * What passes must pass as a variant too: a product that knows the recordings' names by heart does not.
 *
 * @example vary(recorded, 7) // 's1' is perhaps 'k4' everywhere
 */
export function vary(recorded: RecordedCase, seed: number): RecordedCase {
  const explicit = withDefaults(recorded)
  const renaming = makeRenaming(collectNames(explicit), textsOf(explicit), mixSeed(seed, recorded.id))
  const { given, when, after, then } = explicit
  const varied = renameTexts({ given, when, then, ...(after === undefined ? {} : { after }) }, renaming)
  // The service's project is the recorder's, and is renamed as every mention of it is.
  const partner = renaming.get(defaultApiKey) ?? defaultApiKey
  const own = given.session === false ? {} : { partner }
  return { ...explicit, ...varied, given: withUnrelated({ ...varied.given, ...own }) }
}

/** Looking at what nobody has changed, and listening for what nobody dispatches: no set-up that a case could be told by. */
const unrelated: readonly Step[] = [
  { get: 'OT.version' },
  { get: 'OT.properties' },
  { listen: { on: 'OT', event: 'neverDispatched', do: 'note' } },
]

/** Adds set-up that changes nothing, and writes the circumstances down in another order. */
function withUnrelated(given: Given): Given {
  const reordered = Object.fromEntries(Object.entries(given).reverse())
  return { ...reordered, setup: [...unrelated, ...(given.setup ?? [])] }
}

/** Writes down what the vocabulary has as defaults, so that it can be renamed. */
function withDefaults(recorded: RecordedCase): RecordedCase {
  const { session } = recorded.given
  const token = recorded.given.token ?? defaultToken
  if (session === false) return { ...recorded, given: { ...recorded.given, token } }
  const named = { apiKey: defaultApiKey, sessionId: defaultSessionId, ...session }
  return { ...recorded, given: { ...recorded.given, session: named, token } }
}

function makeRenaming(names: readonly string[], texts: ReadonlySet<string>, seed: number): ReadonlyMap<string, string> {
  const random = generator(seed)
  const taken = new Set(texts)
  const renaming = new Map<string, string>()
  for (const name of names) {
    let other = similar(name, random)
    for (let tries = 0; taken.has(other) && tries < 1000; tries += 1) other = similar(name, random)
    if (taken.has(other)) continue
    taken.add(other)
    renaming.set(name, other)
  }
  return renaming
}

/** Another text of the same length with letters for letters and digits for digits; what marks it as a token or an id stays. */
function similar(name: string, random: () => number): string {
  const [kept = ''] = /^T1==/.exec(name) ?? []
  const [tail = ''] = /(?<=^[0-9a-f]{8})-[0-9a-f-]+$/.exec(name) ?? []
  const letters = tail === '' ? 'abcdefghijklmnopqrstuvwxyz' : 'abcdef'
  const changed = [...name.slice(kept.length, name.length - tail.length)]
  return kept + changed.map((char, index) => similarChar(char, index, letters, random)).join('') + tail
}

function similarChar(char: string, index: number, letters: string, random: () => number): string {
  const pick = (choices: string): string => choices[Math.floor(random() * choices.length)] ?? char
  if (/[a-z]/.test(char)) return pick(letters)
  if (/[A-Z]/.test(char)) return pick(letters.toUpperCase())
  if (/[0-9]/.test(char)) return pick(index === 0 ? '123456789' : '0123456789')
  return char
}

function renameTexts(parts: CaseParts, renaming: ReadonlyMap<string, string>): CaseParts {
  return JSON.parse(JSON.stringify(parts), (key: string, value: unknown) => {
    if (typeof value !== 'string') return value
    return key === 'js' ? renameQuoted(value, renaming) : (renaming.get(value) ?? value)
  })
}

const renameQuoted = (code: string, renaming: ReadonlyMap<string, string>): string =>
  code.replace(/'([^']+)'/g, (quoted, name: string) => `'${renaming.get(name) ?? quoted.slice(1, -1)}'`)

function textsOf(value: unknown): ReadonlySet<string> {
  return new Set(JSON.stringify(value).match(/(?<=")[^"\\]*(?=")/g) ?? [])
}

/** Every case gets names of its own from one seed. */
function mixSeed(seed: number, id: string): number {
  return [...id].reduce((mixed, char) => (Math.imul(mixed, 31) + char.charCodeAt(0)) | 0, seed | 0)
}

/** A small seeded generator of numbers from 0 up to 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    const first = Math.imul(state ^ (state >>> 15), 1 | state)
    const second = (first + Math.imul(first ^ (first >>> 7), 61 | first)) ^ first
    return ((second ^ (second >>> 14)) >>> 0) / 4_294_967_296
  }
}
