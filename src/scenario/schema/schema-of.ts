import * as v from 'valibot'
import { rightText } from '../../vocabulary/check.ts'
import { quoted } from '../../vocabulary/sentences.ts'
import type { Bag, Form, List, Shape, Text } from '../../vocabulary/shape.ts'
import {
  bag,
  duration,
  figure,
  flag,
  list,
  noList,
  oneOf,
  shapes,
  signedDuration,
  text,
  wrongKind,
} from './sentences.ts'
import { eachOnce, withoutClash, withSome } from './whole.ts'

type Kind = Form['is']
type FormOf<Name extends Kind> = Extract<Form, { readonly is: Name }>

/** Forms by name, each of a key or of a parameter. */
export type Keys = Readonly<Record<string, Form>>

const kindOfValue = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : value === true ? 'yes' : typeof value

const kindsOf: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  text: ['string'],
  words: ['string'],
  figure: ['number'],
  figures: ['number'],
  duration: ['number', 'string'],
  flag: ['boolean', 'yes'],
  yes: ['yes'],
  null: ['null'],
  list: ['list'],
  bag: ['object'],
  facts: ['object'],
}

/** A value of another kind is held against the last of the forms. */
function eitherOf(forms: readonly Form[]): v.GenericSchema {
  const schemas = forms.map((form, index) => [String(index), formSchema(form)] as const)
  const tell = (input: unknown): string | undefined => {
    const kind = kindOfValue(input)
    const index = forms.findIndex(({ is }) => kindsOf[is]?.includes(kind) === true)
    return index < 0 ? undefined : String(index)
  }
  return shapes(Object.fromEntries(schemas), tell, schemas.at(-1)?.[1] ?? v.never())
}

const eithers: WeakMap<object, v.GenericSchema> = new WeakMap()

/** A form has one schema however often it stands somewhere: the published schema then says it once. */
function eitherOnce(form: FormOf<'either'>): v.GenericSchema {
  const known = eithers.get(form) ?? eitherOf(form.of)
  eithers.set(form, known)
  return known
}

function textSchema(form: Text): v.GenericSchema {
  const { least = 0, most, of } = form
  const sentence = ({ input }: v.BaseIssue<unknown>): string =>
    `${input === '' ? 'must not be empty' : `${quoted(input)} is no possible text`}. ${rightText(form)}`
  const long = least === 0 ? text() : v.pipe(text(), v.minLength(least, sentence))
  const short = most === undefined ? long : v.pipe(long, v.maxLength(most, sentence))
  return of === undefined ? short : v.pipe(short, v.regex(new RegExp(`^${of.pattern}*$`), sentence))
}

function bagSchema({ keys, some, clashes = [] }: Bag): v.GenericSchema {
  const plain = bag(entriesOf(keys)) as v.GenericSchema<unknown, object>
  const said = some === undefined ? plain : v.pipe(plain, withSome(some))
  return clashes.reduce<v.GenericSchema<unknown, object>>((schema, clash) => v.pipe(schema, withoutClash(clash)), said)
}

/** Of two figures the reader looks itself which is the least: the published schema has no words for it. */
function listSchema({ of, length, some, once }: List): v.GenericSchema {
  if (length !== undefined) {
    return v.strictTuple(Array.from({ length }, () => formSchema(of)) as [v.GenericSchema, v.GenericSchema], wrongKind)
  }
  const plain = list(formSchema(of))
  const filled =
    some === true ? v.pipe(plain, v.minLength(1, 'is empty. Give at least one item, or leave it out.')) : plain
  return once === true ? v.pipe(filled, eachOnce()) : filled
}

const builders: { readonly [Name in Kind]: (form: FormOf<Name>) => v.GenericSchema } = {
  text: textSchema,
  flag: () => flag(),
  yes: () => v.literal(true, wrongKind),
  json: () => v.any(),
  null: () => v.null(wrongKind),
  duration: ({ signed }) => (signed ? signedDuration() : duration()),
  figure: ({ what, least, most, whole }) => figure(what, least, most, whole),
  figures: ({ what, figures }) =>
    v.picklist(figures, ({ input }) => `${quoted(input)} is impossible: ${what} is ${figures.join(', ')}.`),
  words: ({ what, words, help }) => oneOf(what, words, help),
  bag: bagSchema,
  thing: () => v.never(),
  list: listSchema,
  facts: ({ some }) => {
    const facts = noList(v.record(v.string(), v.union([v.string(), v.number()]), wrongKind))
    return some === true
      ? v.pipe(facts, v.minEntries(1, 'says nothing. Give at least one fact, or leave it out.'))
      : facts
  },
  either: eitherOnce,
  optional: ({ of }) => formSchema(of),
}

function formSchema(form: Form): v.GenericSchema {
  const build: (form: never) => v.GenericSchema = builders[form.is]
  return build(form as never)
}

/** The entries of an object, of which those that may be left out are marked. */
export const entriesOf = (keys: Keys): v.ObjectEntries =>
  Object.fromEntries(
    Object.entries(keys).map(([key, form]) => [
      key,
      form.is === 'optional' ? v.exactOptional(formSchema(form)) : formSchema(form),
    ]),
  )

/** The schema of the values that a form describes; what they come to together the form's type says. */
export const schemaOf = <T>(shape: Shape<T>): v.GenericSchema<unknown, T> =>
  formSchema(shape) as v.GenericSchema<unknown, T>

/** The schema of an object with these keys and no others. */
export const bagOf = <T = unknown>(keys: Keys): v.GenericSchema<unknown, T> => schemaOf<T>({ is: 'bag', keys })
