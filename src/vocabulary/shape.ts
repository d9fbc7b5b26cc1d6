/** A number between two bounds, which belong to the range. */
export interface Figure {
  readonly is: 'figure'
  /** The figure in words, with its unit: `a latency in milliseconds`. */
  readonly what: string
  readonly least: number
  readonly most: number
  readonly whole: boolean
  /** Whether `Infinity` is possible too; a file cannot say it. */
  readonly endless: boolean
}

/** One of some texts. */
export interface Words {
  readonly is: 'words'
  readonly what: string
  readonly words: readonly string[]
  /** The sentence about a text that is none of them, where files have a better one than a list; null: they have none. */
  readonly help?: (text: string) => string | null
}

/** One of some numbers. */
export interface Figures {
  readonly is: 'figures'
  readonly what: string
  readonly figures: readonly number[]
}

/** A key that has no effect beside another key, or beside some values of it; `undefined`: where the other is left out. */
export interface Clash {
  readonly key: string
  /** The values of the key that are meant; left out: any. */
  readonly values?: readonly (string | number | boolean)[]
  /** The other key; of several, all have to be so. */
  readonly beside: string | readonly string[]
  /** Left out: any value. */
  readonly is?: readonly (string | number | boolean | undefined)[]
  /** Why, as the end of a sentence: `nothing is ever sent`. */
  readonly why: string
}

/** An object with these keys and no others; a key is needed unless its form is optional. */
export interface Bag {
  readonly is: 'bag'
  readonly keys: Readonly<Record<string, Form>>
  /** The keys of which one at least is needed: without any of them an object would say nothing. */
  readonly some?: readonly string[]
  readonly clashes?: readonly Clash[]
}

/** Objects by the text at a key of theirs, or in a parameter before them: those that go with these words. */
export interface Kind {
  readonly words: readonly string[]
  readonly bag: Bag
}

/** A text. */
export interface Text {
  readonly is: 'text'
  /** How many characters it has at least; default 0. */
  readonly least?: number
  readonly most?: number
  /** The letters that it can have, and their names: `letters, digits, -, ., _ and ~`. */
  readonly of?: { readonly pattern: string; readonly what: string }
}

/** A list of items of one form. */
export interface List {
  readonly is: 'list'
  readonly of: Form
  readonly length?: number
  /** One item at least. */
  readonly some?: true
  /** No item twice: `true`, or the key by which two items are the same. */
  readonly once?: true | string
  /** The least comes first: the number of an item. */
  readonly rising?: (item: never) => number
}

/** A value that a sentence alone can describe, and a function can recognise; a file cannot say it. */
export interface Thing {
  readonly is: 'thing'
  /** `a client of createClient()`. */
  readonly what: string
  readonly fits: (value: unknown) => boolean
}

/** The shape of a value: plain data, from which the checks of API verbs and the schema of scenario files are both built. */
export type Form =
  | Text
  | { readonly is: 'flag' }
  | { readonly is: 'yes' }
  | { readonly is: 'json' }
  | { readonly is: 'null' }
  | { readonly is: 'duration'; readonly signed: boolean }
  | Figure
  | Figures
  | Words
  | Bag
  | Thing
  | List
  /** `some`: one fact at least. */
  | { readonly is: 'facts'; readonly some?: true }
  /** One of several forms that differ in kind: a text, a number, a list, an object, null. */
  | { readonly is: 'either'; readonly of: readonly Form[] }
  | { readonly is: 'optional'; readonly of: Form }

/** Ties a form to the type of the values that it describes: the same values, and the same keys. */
declare const described: unique symbol
export interface Exact<T> {
  readonly [described]?: { readonly value: (value: T) => T; readonly keys: (key: keyof T) => keyof T }
}

/** A form that describes the values of a type. */
export type Shape<T> = Form & Exact<T>

/** A parameter or a key that may be left out. */
export type Optional<T> = { readonly is: 'optional'; readonly of: Form } & { readonly optional: true } & Exact<T>

type Entries = Readonly<Record<string, Form>>
type ValueOf<One> = One extends Exact<infer T> ? T : never
type OptionalKeys<Keys> = {
  [Key in keyof Keys]: Keys[Key] extends { readonly optional: true } ? Key : never
}[keyof Keys]
type BagOf<Keys> = { readonly [Key in Exclude<keyof Keys, OptionalKeys<Keys>>]: ValueOf<Keys[Key]> } & {
  readonly [Key in OptionalKeys<Keys>]?: ValueOf<Keys[Key]>
} extends infer All
  ? { readonly [Key in keyof All]: All[Key] }
  : never

export const text: Shape<string> = { is: 'text' }
/** A text that is not empty. */
export const filled: Shape<string> = { is: 'text', least: 1 }
export const textOf = (parts: Omit<Text, 'is'>): Shape<string> => ({ is: 'text', ...parts })
export const flag: Shape<boolean> = { is: 'flag' }
/** `true`, where saying anything else would be saying nothing. */
export const yes: Shape<true> = { is: 'yes' }
export const nothing: Shape<null> = { is: 'null' }
/** Facts by name: texts and numbers, and in the API true, false and null too. */
export const facts: Form = { is: 'facts' }
/** Facts by name, one at least. */
export const someFacts: Form = { is: 'facts', some: true }
/** The longest time that can be given, in milliseconds. It stands outside the words, which load the whole catalogue. */
export const yearMs = 31_536_000_000
/** A time from 0 up: milliseconds, or a text such as `'30s'`. */
export const duration: Shape<number | string> = { is: 'duration', signed: false }
/** A time that may lie in the past. */
export const signedDuration: Shape<number | string> = { is: 'duration', signed: true }

export const figure = (what: string, least: number, most: number): Shape<number> => ({
  is: 'figure',
  what,
  least,
  most,
  whole: false,
  endless: false,
})

export const whole = (what: string, least: number, most: number): Shape<number> => ({
  is: 'figure',
  what,
  least,
  most,
  whole: true,
  endless: false,
})

/** A whole number, or `Infinity` in the API. */
export const wholeOrEndless = (what: string, least: number, most: number): Shape<number> => ({
  is: 'figure',
  what,
  least,
  most,
  whole: true,
  endless: true,
})

export const words = <const Word extends string>(what: string, known: readonly Word[]): Shape<Word> & Words => ({
  is: 'words',
  what,
  words: known,
})

export const figures = <const One extends number>(what: string, known: readonly One[]): Shape<One> => ({
  is: 'figures',
  what,
  figures: known,
})

/** A list of one item at least. */
export const someOf = <T>(of: Shape<T>): Shape<readonly T[]> => ({ is: 'list', of, some: true })
export const listOf = <T>(of: Shape<T>): Shape<readonly T[]> => ({ is: 'list', of })
/** A list of one item at least, and of none twice. */
export const someOnce = <T>(of: Shape<T>): Shape<readonly T[]> => ({ is: 'list', of, some: true, once: true })
/** A list in which no two items are the same, or have the same value at a key. */
export const listOnce = <T>(of: Shape<T>, key?: string): Shape<readonly T[]> => ({ is: 'list', of, once: key ?? true })
/** The least and the most; `amount`: the number that an item stands for. */
export const bounds = <T>(of: Shape<T>, amount: (item: T) => number): Shape<readonly [T, T]> => ({
  is: 'list',
  of,
  length: 2,
  rising: amount,
})

export const bag = <const Keys extends Entries>(keys: Keys): Shape<BagOf<Keys>> & Bag & { readonly keys: Keys } => ({
  is: 'bag',
  keys,
})

/** An object that has one of these keys at least: without any it would say nothing. `some`: where only some of them count. */
export const someBag = <const Keys extends Entries>(
  keys: Keys,
  some: readonly string[] = Object.keys(keys),
): Shape<BagOf<Keys>> & Bag & { readonly keys: Keys } => ({ is: 'bag', keys, some })

/** The same object, in which some keys have no effect beside others. */
export const without = <Given extends Bag>(bag: Given, ...clashes: readonly Clash[]): Given => ({ ...bag, clashes })

export const optional = <T>(of: Shape<T>): Optional<T> => ({ is: 'optional', of, optional: true })

export const either = <const Forms extends readonly Form[]>(...of: Forms): Shape<ValueOf<Forms[number]>> => ({
  is: 'either',
  of,
})

export const thing = <T>(what: string, fits: (value: unknown) => boolean): Shape<T> => ({ is: 'thing', what, fits })
