import type * as v from 'valibot'
import type { FailureId } from '../../contract/failures.ts'
import type { RestFailureId } from '../../contract/rest/failures.ts'
import type { Permission, Role } from '../../contract/roles.ts'
import { type Bag, type Clash, type Form, type Kind, words as oneWord } from '../../vocabulary/shape.ts'
import type { Cast } from '../cast.ts'
import type { ScenarioProblem } from '../problem.ts'
import { entriesOf, type Keys, schemaOf } from '../schema/schema-of.ts'
import {
  bag,
  byOwnKey,
  byTextAt,
  isObject,
  neitherWordNorKey,
  noneOfTheKeys,
  oneOf,
  shapes,
} from '../schema/sentences.ts'
import type { Change, Story } from './story.ts'

/** A name that an action speaks of, and the key at which it stands. */
export interface Named {
  readonly key: string
  readonly name: string
}

/** Everything that an action speaks of by name, so that it can be looked up before anything runs. */
export interface Mentions {
  /** Streams; `of`: only those that this person publishes can be meant. */
  readonly streams?: readonly (Named & { readonly of?: string })[]
  readonly people?: readonly Named[]
  /** Somebody who comes in. */
  readonly joins?: { readonly name: string; readonly role: Role | undefined }
  /** A stream that a remote person publishes. */
  readonly publishes?: { readonly who: string; readonly stream: string }
  /** The acts that need a permission. */
  readonly needs?: { readonly who: string; readonly does: string; readonly permission: Permission }
  readonly failures?: readonly (FailureId | RestFailureId)[]
}

/**
 * All that there is to know of what a scenario can say about one thing, by the key that an entry of its timeline, or a step,
 * has for it: `network`, `device`, `participant`.
 */
export interface Noun<Action, Stage> {
  /** The shape of an entry; `more`: the further keys that it has in its place, such as those of its time. */
  readonly schema: (more: Keys) => v.GenericSchema
  /** Lets it happen. @throws Error for what is not possible at this time. */
  readonly act: (stage: Stage, action: Action, cast: Cast) => void
  /** The conditions of an entry at its time, and its consequences; for the forecast. */
  readonly consequences: (action: Action, story: Story) => readonly Change[]
  readonly mentions: (action: Action) => Mentions
  /** The problem of an entry whose shape is right, which no schema can find. */
  readonly problems?: (action: Action, path: string) => readonly ScenarioProblem[]
  /** Every verb that it has. */
  readonly verbs: readonly string[]
}

/** One verb of a noun whose verbs are keys. */
export interface Verb<Change_, Stage> {
  /** The verb's own key, and what goes with it. */
  readonly schema: Keys
  /** The keys of which one at least is needed. */
  readonly some?: readonly string[]
  readonly clashes?: readonly Clash[]
  /** Where what goes with the verb depends on the word at its own key. */
  readonly kinds?: readonly Kind[]
  readonly act: (stage: Stage, change: Change_, cast: Cast) => void
  readonly consequences?: (change: Change_, story: Story) => readonly Change[]
  /** Left out: the stream at the key `stream`, where there is one. */
  readonly mentions?: (change: Change_) => Mentions
  readonly problems?: (change: Change_, path: string) => readonly ScenarioProblem[]
}

/** One verb of a noun that is a word and needs nothing to go with it. */
export interface WordVerb<Stage> {
  readonly act: (stage: Stage) => void
  readonly consequences?: readonly Change[]
}

/** The verbs of a noun by their keys; `Changes`: what each is said with. */
export type Verbs<Changes, Stage> = { readonly [Key in keyof Changes]: Verb<Changes[Key], Stage> }

const streamIn = (change: object): Mentions => {
  const name: unknown = Reflect.get(change, 'stream')
  return typeof name === 'string' ? { streams: [{ key: 'stream', name }] } : {}
}

const under = (prefix: string, { streams = [], ...rest }: Mentions): Mentions => ({
  ...rest,
  ...(streams.length === 0 ? {} : { streams: streams.map((one) => ({ ...one, key: `${prefix}.${one.key}` })) }),
})

type AnyVerb<Stage> = Verb<never, Stage> | undefined

type Said = Pick<Verb<never, never>, 'schema' | 'some' | 'clashes' | 'kinds'>

const anything: Form = { is: 'optional', of: { is: 'json' } }

/** The shape of what is said at a verb's own key, `own`. */
function shapeOf(own: string, { schema, some, clashes, kinds }: Said): v.GenericSchema {
  const shape = (keys: Keys, more: Omit<Bag, 'is' | 'keys'> = {}): v.GenericSchema =>
    schemaOf({ is: 'bag', keys: { ...schema, ...keys }, ...more })
  if (kinds === undefined) {
    return shape({}, { ...(some === undefined ? {} : { some }), ...(clashes === undefined ? {} : { clashes }) })
  }
  const choices = kinds.map(({ words, bag: { keys, clashes: apart = [] } }, index): [string, v.GenericSchema] => [
    String(index),
    shape({ [own]: oneWord(own, words), ...keys }, { clashes: apart }),
  ])
  const every = kinds.flatMap(({ bag: { keys } }) => Object.keys(keys))
  const wordAt = byTextAt(own)
  return shapes(
    Object.fromEntries(choices),
    (input) => {
      const index = kinds.findIndex(({ words }) => words.some((word) => word === wordAt(input)))
      return index < 0 ? undefined : String(index)
    },
    shape(Object.fromEntries(every.map((key) => [key, anything]))),
  )
}

/** A noun whose verbs are words, or the keys of an object: `{ "network": "offline" }`, `{ "network": { "drop": 1006 } }`. */
export function nounOf<Key extends string, Word extends string, Changes, Stage>(parts: {
  readonly key: Key
  /** The name of a verb in errors: `change of the network`. */
  readonly what: string
  readonly words: Readonly<Record<Word, WordVerb<Stage>>>
  readonly verbs: Verbs<Changes, Stage>
}): Noun<Readonly<Record<Key, Word | Changes[keyof Changes]>>, Stage> {
  const { key, what, words, verbs } = parts
  const wordList = Object.keys(words)
  const keys = Object.keys(verbs)
  const isWord = (change: unknown): change is Word => typeof change === 'string'
  const verbOf = (change: object): AnyVerb<Stage> => {
    const own = byOwnKey(keys)(change)
    return own === undefined ? undefined : (verbs as Readonly<Record<string, AnyVerb<Stage>>>)[own]
  }
  const keyed = Object.fromEntries(
    Object.entries(verbs as Readonly<Record<string, Verb<never, Stage>>>).map(([one, verb]) => [
      one,
      shapeOf(one, verb),
    ]),
  )
  const change =
    wordList.length === 0
      ? shapes(keyed, byOwnKey(keys), noneOfTheKeys(what, keys))
      : shapes(
          { ...keyed, word: oneOf(what, wordList) },
          (input) => (wordList.some((word) => word === input) ? 'word' : byOwnKey(keys)(input)),
          neitherWordNorKey(what, wordList, keys),
        )
  return {
    schema: (more) => bag({ [key]: change, ...entriesOf(more) }),
    act: (stage, action, cast) => {
      const said: unknown = action[key]
      if (isWord(said)) words[said].act(stage)
      else if (isObject(said)) verbOf(said)?.act(stage, said as never, cast)
    },
    consequences: (action, story) => {
      const said: unknown = action[key]
      if (isWord(said)) return words[said].consequences ?? []
      return isObject(said) ? (verbOf(said)?.consequences?.(said as never, story) ?? []) : []
    },
    mentions: (action) => {
      const said: unknown = action[key]
      if (!isObject(said)) return {}
      const mentions = verbOf(said)?.mentions
      return under(key, mentions === undefined ? streamIn(said) : mentions(said as never))
    },
    problems: (action, path) => {
      const said: unknown = action[key]
      return isObject(said) ? (verbOf(said)?.problems?.(said as never, `${path}.${key}`) ?? []) : []
    },
    verbs: [...new Set([...wordList, ...keys])],
  }
}
