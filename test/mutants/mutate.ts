import { readdirSync, readFileSync } from 'node:fs'
import { createRandom, type Random } from '../../src/kernel/random.ts'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

const folder = new URL('../../fixtures/scenarios/', import.meta.url)

/** The scenarios of the package, as their files have them. */
export const originals: readonly { readonly name: string; readonly text: string }[] = readdirSync(folder, {
  recursive: true,
})
  .map((path) => String(path).replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.json'))
  .sort()
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))

const parsed = (text: string): Json => JSON.parse(text)

/** A value, and where it stands. */
interface Place {
  readonly holder: Json[] | { [key: string]: Json }
  readonly key: string | number
}

const at = ({ holder, key }: Place): Json => (Reflect.get(holder, key) as Json | undefined) ?? null

function placesIn(value: Json): readonly Place[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value
  const keys: readonly (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  return keys.flatMap((key) => [{ holder, key }, ...placesIn(at({ holder, key }))])
}

/** Every value that stands at a key somewhere, so that mutants are plausible. */
const known = new Map<string, Json[]>()
for (const { text } of originals) {
  for (const place of placesIn(parsed(text))) {
    const key = typeof place.key === 'number' ? '[]' : place.key
    known.set(key, [...(known.get(key) ?? []).slice(-60), at(place)])
  }
}
const keys = [...known.keys()].filter((key) => key !== '[]')

const odd: readonly Json[] = [
  ...[
    null,
    true,
    false,
    0,
    1,
    2,
    -1,
    1.5,
    1e9,
    503,
    '',
    ' ',
    'alice',
    'own',
    'me',
    'nobody',
    '30s',
    '-1h',
    '503',
    'online',
  ],
  ...[
    [],
    {},
    [[]],
    [1],
    ['alice'],
    { $stream: true },
    { $stream: 'own' },
    { $publisher: true },
    { $connection: 'bob' },
  ],
  ...[{ $subscriber: 'x' }, { $given: 'token' }, { strange: 1 }, { call: 'Session.connect' }, { wait: '1s' }],
]

const pick = <One>(random: Random, all: readonly One[]): One => {
  const one = all[Math.floor(random.next() * all.length)]
  if (one === undefined) throw new Error('Nothing to pick from.')
  return one
}

const copy = (value: Json): Json => structuredClone(value)

const changes: readonly ((place: Place, random: Random) => void)[] = [
  ({ holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else delete holder[key]
  },
  ({ holder, key }, random) => void Reflect.set(holder, key, copy(pick(random, odd))),
  ({ holder, key }, random) => {
    const alike = known.get(typeof key === 'number' ? '[]' : key) ?? [null]
    Reflect.set(holder, key, copy(pick(random, alike)))
  },
  ({ holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 0, copy(at({ holder, key })))
  },
  ({ holder }, random) => {
    if (Array.isArray(holder)) holder.reverse()
    else {
      const key = pick(random, keys)
      holder[key] = copy(pick(random, known.get(key) ?? [null]))
    }
  },
  (place, random) => {
    const { holder, key } = place
    if (Array.isArray(holder)) return
    holder[pick(random, [`${key}s`, String(key).slice(1), String(key).toUpperCase()])] = at(place)
    delete holder[key]
  },
  ({ holder, key }) => {
    const value = at({ holder, key })
    if (typeof value === 'number') Reflect.set(holder, key, String(value))
    if (typeof value === 'boolean') Reflect.set(holder, key, !value)
    if (typeof value === 'string') Reflect.set(holder, key, value.slice(0, -1))
  },
]

/** A scenario of the package with one, two or three things changed; the same number gives the same mutant. */
export function mutant(number: number): { readonly name: string; readonly value: Json } {
  const random = createRandom(`mutant ${number}`)
  const { name, text } = pick(random, originals)
  const value = parsed(text)
  const count = 1 + Math.floor(random.next() * 3)
  for (let change = 0; change < count; change++) {
    const places = placesIn(value)
    if (places.length > 0) pick(random, changes)(pick(random, places), random)
  }
  return { name, value }
}
