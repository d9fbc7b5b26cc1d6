import { nearest } from '../kernel/nearest.ts'
import { clashIn } from './clash.ts'
import { article, kindOf, quoted, strange } from './sentences.ts'
import {
  type Bag,
  type Clash,
  type Exact,
  type Figure,
  type Form,
  type Kind,
  type List,
  type Optional,
  type Shape,
  type Text,
  yearMs,
} from './shape.ts'

/** A parameter of a verb: its name for people, and what it can be. */
export interface Param {
  readonly name: string
  readonly form: Form
  /** Whether any number of arguments may stand in its place, from there on. */
  readonly rest?: true
  /** The keys of it that have no effect beside an earlier parameter, which is named by `beside`. */
  readonly clashes?: readonly Clash[]
  /** Where it is an object whose keys depend on the word in an earlier parameter. */
  readonly kinds?: { readonly by: string; readonly of: readonly Kind[] }
}

/** The parameters of a verb, which stand in this order. */
export type Params = readonly Param[]

export const param = <T>(name: string, form: Shape<T> | Optional<T>): Param & Exact<T> => ({ name, form })
/** Any number of arguments, one at least. */
export const rest = <T>(name: string, form: Shape<T>): Param & Exact<T> => ({ name, form, rest: true })

/** The problem of a value, and its place in the value. */
interface Wrong {
  /** Behind the name of the parameter: `.times`, `[2]`; empty: the value itself. */
  readonly path: string
  readonly sentence: string
}

type FormName = Form['is']
type FormOf<Name extends FormName> = Extract<Form, { readonly is: Name }>
type Check<Name extends FormName> = (form: FormOf<Name>, value: unknown, path: string) => Wrong | null

const isDuration = (text: string, signed: boolean): boolean =>
  /^-?\d{1,12}(\.\d+)?\s*(ms|s|min|m|h)$/.test(text.trim()) && (signed || !text.trim().startsWith('-'))

const figureText = (value: number): string => value.toLocaleString('en-US')

const rangeOf = ({ what, least, most, whole, endless }: Figure): string =>
  `Give ${what}: a ${whole ? 'whole ' : ''}number from ${figureText(least)} to ${figureText(most)}${endless ? ', or Infinity' : ''}.`

const durations = (signed: boolean): string =>
  signed
    ? 'Give milliseconds, or a text such as "4h"; with a minus sign, such as "-1h", it lies in the past. A year at most.'
    : 'Give milliseconds from 0 up, or a text such as "500ms", "30s", "15m" or "4h". A year at most.'

/** Whether words are too many to be told in a sentence. */
const isLong = (words: readonly string[]): boolean => words.join(', ').length > 800

/** A sentence that says which text would be right. */
export function rightText({ least = 0, most, of }: Text): string {
  const parts = [
    ...(most === undefined && least > 0 ? ['that is not empty'] : []),
    ...(most === undefined ? [] : [`of ${figureText(least)} to ${figureText(most)} characters`]),
    ...(of === undefined ? [] : [`out of ${of.what}`]),
  ]
  return `${['Give a text', ...parts].join(' ')}.`
}

/** A sentence for each form; a list of values that would be right by themselves is a list of such. */
function oneOf(forms: readonly Form[]): string {
  const sentences = forms.map((form, index) => {
    const isOfSuch = form.is === 'list' && forms.slice(0, index).some((one) => rightOf(one) === rightOf(form.of))
    return isOfSuch ? 'Give a list of such.' : rightOf(form)
  })
  return sentences.map((sentence, index) => (index === 0 ? sentence : `Or g${sentence.slice(1)}`)).join(' ')
}

/** A sentence that says which value would be right. */
function rightOf(form: Form): string {
  switch (form.is) {
    case 'text':
      return rightText(form)
    case 'flag':
      return 'Give true or false.'
    case 'yes':
      return 'Give true.'
    case 'null':
      return 'Give null.'
    case 'duration':
      return durations(form.signed)
    case 'figure':
      return rangeOf(form)
    case 'figures':
      return `Give ${form.what}: ${form.figures.join(', ')}.`
    case 'words':
      return isLong(form.words)
        ? `Give the name of ${article(form.what)}, such as ${form.words[0]}.`
        : `Give ${article(form.what)}: ${form.words.join(', ')}.`
    case 'list':
      return `Give a list. ${rightOf(form.of)}`
    case 'bag':
      return Object.keys(form.keys).length === 0
        ? 'Give an object.'
        : `Give an object with these keys: ${Object.keys(form.keys).join(', ')}.`
    case 'facts':
      return 'Give an object of facts by name, such as { type: "chat" }.'
    case 'thing':
      return `Give ${form.what}.`
    case 'either':
      return oneOf(form.of)
    case 'optional':
      return rightOf(form.of)
    case 'json':
      return 'Give a value that JSON can carry.'
  }
}

const thereAre = (form: FormOf<'words'>): string =>
  isLong(form.words) ? rightOf(form) : `There are: ${form.words.join(', ')}.`

const wrongKind = (form: Form, value: unknown, path: string): Wrong => ({
  path,
  sentence: `${value === undefined ? 'it is missing' : `this is ${kindOf(value)}`}. ${rightOf(form)}`,
})

const isPlain = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // Objects of another realm have an Object.prototype of their own.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function strangeKey(form: Bag, key: PropertyKey, path: string): Wrong {
  const known = Object.keys(form.keys)
  const near = typeof key === 'string' ? nearest(key, known) : undefined
  const hint = near === undefined ? '' : ` Did you mean ${quoted(near)}?`
  const all = known.length === 0 ? 'It knows none.' : `It knows: ${known.join(', ')}.`
  return { path, sentence: `has no option ${typeof key === 'string' ? quoted(key) : String(key)}.${hint} ${all}` }
}

function checkBag(form: Bag, value: unknown, path: string): Wrong | null {
  if (!isPlain(value)) return wrongKind(form, value, path)
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key !== 'string' || !Object.hasOwn(form.keys, key)) return strangeKey(form, key, path)
  }
  if (form.some?.every((key) => Reflect.get(value, key) === undefined) === true) {
    return { path, sentence: `this says nothing. Give at least one of: ${form.some.join(', ')}.` }
  }
  for (const key in form.keys) {
    const inner = form.keys[key]
    const own: unknown = Reflect.get(value, key)
    if (inner === undefined || (own === undefined && inner.is === 'optional')) continue
    const wrong = wrongIn(inner, own, `${path}.${key}`)
    if (wrong !== null) return wrong
  }
  if (form.clashes === undefined) return null
  const clash = clashIn(form.clashes, value, (key) => Reflect.get(value, key))
  return clash === undefined ? null : { path: `${path}.${clash.key}`, sentence: clash.sentence }
}

function isJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (depth > 100 || typeof value !== 'object') return false
  return Array.isArray(value)
    ? value.every((item) => isJson(item, depth + 1))
    : isPlain(value) && Object.values(value).every((item) => item === undefined || isJson(item, depth + 1))
}

const isFact = (value: unknown): boolean =>
  value === null ||
  ['string', 'boolean'].includes(typeof value) ||
  (typeof value === 'number' && Number.isFinite(value))

function checkFacts(form: FormOf<'facts'>, value: unknown, path: string): Wrong | null {
  if (!isPlain(value)) return wrongKind(form, value, path)
  const keys = Reflect.ownKeys(value)
  if (form.some === true && keys.length === 0) return { path, sentence: `this says nothing. ${rightOf(form)}` }
  const key = keys.find((one) => typeof one === 'symbol' || !isFact(Reflect.get(value, one)))
  if (key === undefined) return null
  const fact: unknown = Reflect.get(value, key)
  return {
    path: `${path}.${String(key)}`,
    sentence: `this is ${kindOf(fact)}. Give a text, a number, true, false or null.`,
  }
}

function checkFigure(form: Figure, value: unknown, path: string): Wrong | null {
  if (typeof value !== 'number') return wrongKind(form, value, path)
  if (form.endless && value === Infinity) return null
  const fits = value >= form.least && value <= form.most && (!form.whole || Number.isInteger(value))
  return fits ? null : { path, sentence: `${value} is impossible. ${rangeOf(form)}` }
}

function checkDuration(signed: boolean, value: unknown, path: string): Wrong | null {
  const form = { is: 'duration', signed } as const
  if (typeof value === 'number') {
    const fits = value <= yearMs && value >= (signed ? -yearMs : 0)
    return fits ? null : { path, sentence: `${value} is no possible time. ${durations(signed)}` }
  }
  if (typeof value !== 'string') return wrongKind(form, value, path)
  return isDuration(value, signed)
    ? null
    : { path, sentence: `${quoted(value)} is no possible time. ${durations(signed)}` }
}

const kindsOf: Readonly<Partial<Record<FormName, (value: unknown) => boolean>>> = {
  text: (value) => typeof value === 'string',
  words: (value) => typeof value === 'string',
  figure: (value) => typeof value === 'number',
  list: (value) => Array.isArray(value),
  bag: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
}

/** A value is held against the form of its own kind, or, where there is none, against all of them. */
function checkEither(form: FormOf<'either'>, value: unknown, path: string): Wrong | null {
  // A value of another kind is wrong, and needs no sentence yet.
  if (form.of.some((one) => kindsOf[one.is]?.(value) !== false && wrongIn(one, value, path) === null)) return null
  const meant = form.of.filter((one) => kindsOf[one.is]?.(value) === true)
  const [only] = meant
  return only !== undefined && meant.length === 1 ? wrongIn(only, value, path) : wrongKind(form, value, path)
}

function checkList(form: FormOf<'list'>, value: unknown, path: string): Wrong | null {
  if (!Array.isArray(value)) return wrongKind(form, value, path)
  const { length, some } = form
  if (length !== undefined && value.length !== length) {
    return { path, sentence: `this is a list of ${value.length}. Give a list of ${length}. ${rightOf(form.of)}` }
  }
  if (some === true && value.length === 0) return { path, sentence: `this list is empty. ${rightOf(form)}` }
  for (const [index, item] of value.entries()) {
    const wrong = wrongIn(form.of, item, `${path}[${index}]`)
    if (wrong !== null) return wrong
  }
  return checkWhole(form, value, path)
}

/** The place of the first item that was there before, or -1. */
export function placeOfTwin(once: true | string, items: readonly unknown[]): number {
  const marks = items.map((item) => (once === true ? item : Reflect.get(Object(item), once)))
  return marks.findIndex((mark, index) => marks.indexOf(mark) < index)
}

/** The problem of a list whose items are right. */
function checkWhole({ once, rising }: List, items: readonly unknown[], path: string): Wrong | null {
  const amount: ((item: never) => number) | undefined = rising
  const [least, most] = items
  if (amount !== undefined && amount(least as never) > amount(most as never)) {
    return { path, sentence: `at least ${least} and at most ${most} is impossible. Give the smaller figure first.` }
  }
  const twin = once === undefined ? -1 : placeOfTwin(once, items)
  if (twin < 0) return null
  const given = quoted(once === true ? items[twin] : Reflect.get(Object(items[twin]), String(once)))
  return { path: `${path}[${twin}]`, sentence: `${given} is in this list already. Give each of them once.` }
}

/** Whether every letter of a text is one of those that a pattern knows. */
const isOf = (pattern: string, text: string): boolean => new RegExp(`^${pattern}*$`).test(text)

/** A record of a connection or a stream, given where its id is meant. */
const hasAnId = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'id') === 'string'

function checkText(form: Text, value: unknown, path: string): Wrong | null {
  if (typeof value !== 'string') {
    const isRecord = hasAnId(value)
    return isRecord
      ? { path, sentence: 'this is an object with an id. Give the id alone: its .id.' }
      : wrongKind(form, value, path)
  }
  const { least = 0, most = Infinity, of } = form
  const fits = value.length >= least && value.length <= most && (of === undefined || isOf(of.pattern, value))
  if (fits) return null
  return value.length > most
    ? { path, sentence: `this text has ${figureText(value.length)} characters. ${rightText(form)}` }
    : wrongKind(form, value, path)
}

const unless = (fits: boolean, form: Form, value: unknown, path: string): Wrong | null =>
  fits ? null : wrongKind(form, value, path)

const checks: { readonly [Name in Exclude<FormName, 'optional'>]: Check<Name> } = {
  text: checkText,
  flag: (form, value, path) => unless(typeof value === 'boolean', form, value, path),
  yes: (form, value, path) => unless(value === true, form, value, path),
  null: (form, value, path) => unless(value === null, form, value, path),
  json: (form, value, path) => unless(isJson(value, 0), form, value, path),
  duration: ({ signed }, value, path) => checkDuration(signed, value, path),
  figure: checkFigure,
  figures: (form, value, path) =>
    unless(
      form.figures.some((one) => one === value),
      form,
      value,
      path,
    ),
  words: (form, value, path) => {
    if (typeof value !== 'string') return wrongKind(form, value, path)
    return form.words.includes(value)
      ? null
      : { path, sentence: `${strange(form.what, value, form.words)} ${thereAre(form)}` }
  },
  bag: checkBag,
  thing: (form, value, path) => unless(form.fits(value), form, value, path),
  list: checkList,
  facts: checkFacts,
  either: checkEither,
}

function wrongIn(form: Form, value: unknown, path: string): Wrong | null {
  if (form.is === 'optional') return value === undefined ? null : wrongIn(form.of, value, path)
  const check: (form: never, value: unknown, path: string) => Wrong | null = checks[form.is]
  return check(form as never, value, path)
}

/** Reading a value can fail: a getter that throws, a revoked proxy. */
function safely(form: Form, value: unknown): Wrong | null {
  try {
    return wrongIn(form, value, '')
  } catch (error) {
    return { path: '', sentence: `this cannot be read (${String(error).slice(0, 100)}). ${rightOf(form)}` }
  }
}

const counted = (count: number): string =>
  count === 0 ? 'no arguments' : count === 1 ? 'one argument' : `${count} arguments at most`

function demandCount(verb: string, params: Params, args: readonly unknown[]): void {
  if (params.at(-1)?.rest === true || args.length <= params.length) return
  const surplus = args[params.length]
  if (args.slice(params.length).every((one) => one === undefined)) return
  const names = params.length === 0 ? '' : `: ${params.map(({ name }) => name).join(', ')}`
  throw new RangeError(
    `${verb}() takes ${counted(params.length)}${names}, and was given ${args.length}; the first of the others is ${kindOf(surplus)}. Leave it out.`,
  )
}

/**
 * Holds the arguments of a call against the parameters of a verb.
 *
 * @throws RangeError naming the verb, the parameter, what was given and what is right.
 *
 * @example
 * demandArguments('network.setSilent', [param('silent', flag)], ['no'])
 * // RangeError: network.setSilent(silent): this is the text "no". Give true or false.
 */
export function demandArguments(verb: string, params: Params, args: readonly unknown[]): void {
  let index = 0
  for (const param of params) {
    const form = param.kinds === undefined ? param.form : formIn(param, params, args)
    if (param.rest === true && args.length > index) {
      for (const value of args.slice(index)) demandRight(verb, param, form, value, params, args)
    } else demandRight(verb, param, form, args[index], params, args)
    index++
  }
  if (args.length > params.length) demandCount(verb, params, args)
}

function demandRight(
  verb: string,
  param: Param,
  form: Form,
  value: unknown,
  params: Params,
  args: readonly unknown[],
): void {
  const wrong = safely(form, value) ?? (param.clashes === undefined ? null : wrongBeside(param, value, params, args))
  if (wrong === null) return
  const { path, sentence } = wrong
  if (sentence.startsWith('has no option')) throw new RangeError(`${verb}() ${sentence} (In ${param.name}${path}.)`)
  throw new RangeError(`${verb}(${param.name}${path}): ${sentence}`)
}

const argumentOf = (name: string, params: Params, args: readonly unknown[]): unknown =>
  args[params.findIndex((one) => one.name === name)]

/** The form of a parameter beside the other arguments. */
export function formIn({ form, kinds }: Param, params: Params, args: readonly unknown[]): Form {
  if (kinds === undefined) return form
  const word = argumentOf(kinds.by, params, args)
  return kinds.of.find(({ words }) => words.some((one) => one === word))?.bag ?? form
}

/** The key of a parameter that has no effect beside the other arguments. */
function wrongBeside({ clashes }: Param, value: unknown, params: Params, args: readonly unknown[]): Wrong | null {
  if (clashes === undefined || value === undefined) return null
  const clash = clashIn(clashes, Object(value), (name) => argumentOf(name, params, args))
  return clash === undefined ? null : { path: `.${clash.key}`, sentence: clash.sentence }
}
