import fc from 'fast-check'
import { clashIn } from '../../src/vocabulary/clash.ts'
import type { Bag, Clash, Form } from '../../src/vocabulary/shape.ts'

/** A value of every kind, by the kinds of forms that it can be right for. */
const samples: readonly { readonly fits: readonly Form['is'][]; readonly make: () => unknown }[] = [
  { fits: ['optional'], make: () => undefined },
  { fits: ['null'], make: () => null },
  { fits: ['flag', 'yes'], make: () => true },
  { fits: ['flag'], make: () => false },
  { fits: ['text'], make: () => 'no such word' },
  { fits: ['text'], make: () => '50' },
  { fits: ['text'], make: () => '__proto__' },
  { fits: ['text'], make: () => 'x'.repeat(100_000) },
  { fits: [], make: () => Number.NaN },
  { fits: [], make: () => Number.NEGATIVE_INFINITY },
  { fits: [], make: () => 1e300 },
  { fits: [], make: () => -1e300 },
  { fits: [], make: () => 10n },
  { fits: [], make: () => Symbol('x') },
  { fits: [], make: () => Object.create({ inherited: true }) },
  { fits: [], make: () => new Map([['a', 1]]) },
  { fits: [], make: () => Promise.resolve(1) },
  { fits: [], make: () => new Date(0) },
  { fits: [], make: () => /x/ },
  { fits: [], make: () => new Number(3) },
  { fits: [], make: () => [Symbol('x')] },
  { fits: [], make: () => ({ strange: 1 }) },
  { fits: [], make: () => ({ [Symbol('x')]: 1 }) },
  { fits: [], make: () => () => undefined },
]

const isObject = (value: unknown): boolean =>
  (typeof value === 'object' && value !== null && !Array.isArray(value)) || typeof value === 'function'

/** What a thing can be is told by a function; values that it may take are not drawn. */
function canBe(form: Form, sample: (typeof samples)[number]): boolean {
  if (form.is === 'optional') return sample.fits.includes('optional') || canBe(form.of, sample)
  if (form.is === 'either') return form.of.some((one) => canBe(one, sample))
  if (form.is === 'thing') return isObject(sample.make()) || form.fits(sample.make())
  if (form.is === 'json') return !['bigint', 'symbol', 'function'].includes(typeof sample.make())
  if (form.is === 'facts') return ['{"strange":1}'].includes(JSON.stringify(sample.make() ?? null, jsonSafe))
  return sample.fits.includes(form.is)
}

const jsonSafe = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? 'big' : value)

type Draw = fc.Arbitrary<unknown>

const ofWrongKind = (form: Form): Draw =>
  fc.constantFrom(...samples.filter((sample) => !canBe(form, sample))).map(({ make }) => make())

/** Values outside the bounds of a figure, and fractions where it is whole. */
function beyond(form: Extract<Form, { is: 'figure' }>): Draw {
  const { least, most, whole } = form
  const outside = [least - 1, least - 0.5, most * 2 + 1]
  return fc.constantFrom(...outside.filter((one) => one < least || one > most), ...(whole ? [least + 0.5] : []))
}

/** An object in which a key has no effect beside the others. */
function clashing(form: Bag, { key, values, beside, is }: Clash): Draw {
  const right = (name: string): Draw => rightFor(given(form.keys[name] ?? { is: 'json' }))
  const own = values === undefined ? right(key) : fc.constantFrom(...values)
  const others = [beside].flat().map((name) => [name, is === undefined ? right(name) : fc.constantFrom(...is)] as const)
  return fc
    .tuple(rightFor(form), fc.record(Object.fromEntries([...others, [key, own]])))
    .map(([bag, clash]) => ({ ...Object(bag), ...clash }))
}

/** A value that a form never describes. */
export function wrongFor(form: Form): Draw {
  switch (form.is) {
    case 'optional':
      return wrongFor(form.of).filter((value) => value !== undefined)
    case 'figure':
      return fc.oneof(ofWrongKind(form), beyond(form))
    case 'duration':
      return fc.oneof(
        ofWrongKind(form),
        fc.constantFrom('soon', '3 days', '1e3', ' ', 1e12, ...(form.signed ? [] : [-1, '-1s'])),
      )
    case 'words':
      return fc.oneof(ofWrongKind(form), fc.constantFrom('', 'tset', ...form.words.map((word) => `${word}x`)))
    case 'text':
      return fc.oneof(
        ofWrongKind(form),
        ...(form.least === undefined ? [] : [fc.constant('x'.repeat(form.least - 1))]),
        ...(form.most === undefined ? [] : [fc.constant('x'.repeat(form.most + 1))]),
        ...(form.of === undefined ? [] : [fc.constant('no/letter')]),
      )
    case 'facts':
      return fc.oneof(ofWrongKind(form), ...(form.some === true ? [fc.constant({})] : []))
    case 'list':
      return fc.oneof(
        ofWrongKind(form),
        wrongFor(form.of).map((one) => [one]),
        ...(form.some === true ? [fc.constant([])] : []),
        ...(form.once === undefined ? [] : [rightFor(form.of).map((one) => [one, one])]),
        ...(form.rising !== undefined ? [fc.constant([2, 1])] : []),
      )
    case 'bag': {
      const keys = Object.entries(form.keys)
      const strange = rightFor(form).map((bag) => ({ ...Object(bag), [`${keys[0]?.[0] ?? 'key'}s`]: 1 }))
      const inner = keys.map(([key, of]) =>
        fc.tuple(rightFor(form), wrongFor(of)).map(([bag, wrong]) => ({ ...Object(bag), [key]: wrong })),
      )
      const empty = form.some === undefined ? [] : [fc.constant({})]
      return fc.oneof(
        ofWrongKind(form),
        strange,
        ...inner,
        ...empty,
        ...(form.clashes ?? []).map((one) => clashing(form, one)),
      )
    }
    default:
      return ofWrongKind(form)
  }
}

/** One thing of each kind that a sentence alone can describe. */
const things: readonly unknown[] = [
  404,
  200,
  1006,
  'none',
  () => undefined,
  {},
  'headless',
  { index: 0, at: 0, kind: 'call', who: 'client-1', what: 'Session.connect', detail: {} },
  { object: {}, listeners: 0 },
  'ws://127.0.0.1:1/',
  { OT: {}, journal: {}, credentials: () => ({}) },
  { evaluate: () => undefined, isClosed: () => false },
  { nodeType: 1 },
  new Request('https://video.api.vonage.com/'),
]

/** Those that a form describes; none is a thing that this test has to be given. */
function thingsFor(form: Extract<Form, { is: 'thing' }>): readonly unknown[] {
  const fitting = things.filter((one) => form.fits(one))
  if (fitting.length > 0) return fitting
  throw new Error(`The test has no ${form.what}. Add one to the things of test/misuse/wrong-values.ts.`)
}

const given = (form: Form): Form => (form.is === 'optional' ? form.of : form)

/** A value that a form describes. */
export function rightFor(form: Form): Draw {
  switch (form.is) {
    case 'optional':
      return fc.oneof(fc.constant(undefined), rightFor(form.of))
    case 'flag':
      return fc.boolean()
    case 'yes':
      return fc.constant(true)
    case 'null':
      return fc.constant(null)
    case 'duration':
      return fc.constantFrom('30s', 10)
    case 'figure':
      return fc.constantFrom(form.least, form.most)
    case 'figures':
      return fc.constantFrom(...form.figures)
    case 'words':
      return fc.constantFrom(...form.words)
    case 'list':
      return rightFor(form.of).map((one) => Array.from({ length: form.length ?? 1 }, () => one))
    case 'text':
      return fc.constant('a'.repeat(Math.max(form.least ?? 1, 1)))
    case 'bag': {
      const keys = Object.entries(form.keys)
      const needed = keys.filter(([, of]) => of.is !== 'optional')
      const first = keys.filter(([key]) => form.some?.includes(key)).slice(0, 1)
      return fc
        .record(Object.fromEntries([...needed, ...first].map(([key, of]) => [key, rightFor(given(of))])))
        .filter((bag) => clashIn(form.clashes, bag, (name) => bag[name]) === undefined)
    }
    case 'either':
      return fc.oneof(...form.of.map(rightFor))
    case 'thing':
      return fc.constantFrom<unknown>(...thingsFor(form))
    case 'facts':
      return fc.constant({ type: 'chat' })
    default:
      return fc.constantFrom('a text')
  }
}
