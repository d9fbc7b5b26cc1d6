import { aFunction, type ParamsOf } from '../../author/verbs/verb-table.ts'
import type { Dialect } from '../../contract/dialect.ts'
import { dialects } from '../../contract/dialect.ts'
import { isBag } from '../../kernel/values.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { demandArguments, param } from '../../vocabulary/check.ts'
import { bag, either, filled, listOf, optional, type Shape, thing, words } from '../../vocabulary/shape.ts'
import { type FileHost, type NamedScenario, scenariosMatching } from './scenario-files.ts'

/** Scenarios: patterns of paths, or the object that `import.meta.glob(..., { eager: true, import: 'default' })` returns. */
export type ScenarioSource = string | readonly string[] | Readonly<Record<string, unknown>>

/** The choice of the scenarios that are run, and of their world. */
export interface EachScenarioOptions {
  /** Whether a scenario is run. It is given as its file says it, before it is checked. Default: every one is. */
  readonly pick?: (scenario: Scenario, file: string) => boolean
  /**
   * `shared`: the world behind `fake-opentok`, which the application imports; `own`: a world for the scenario alone, whose
   * `simulator.OT` the application must be given. Default `shared`.
   */
  readonly world?: 'shared' | 'own'
  /** For `own`: the dialects in which a scenario is run that says none. Default `documented`. */
  readonly dialect?: Dialect | 'both'
}

/** The arguments of `eachScenario()`: the scenarios, the choice among them, and the function that each test runs. */
export type EachScenarioArguments<Body = (given: never) => unknown> = readonly [
  source: ScenarioSource,
  options: EachScenarioOptions,
  body: Body,
]

/** A scenario in one world: a test. */
export interface ScenarioCase {
  /** The name of the test: the file, the title, and the dialect where there are two. */
  readonly name: string
  readonly file: string
  /** The content of its file. */
  readonly text: string
  readonly world: 'shared' | 'own'
  /** The dialect of its own world; undefined: that of the world, or of the scenario. */
  readonly dialect: Dialect | undefined
}

const byName: Shape<Readonly<Record<string, unknown>>> = thing(
  'an object of scenarios by name, such as import.meta.glob(..., { eager: true, import: "default" }) gives',
  (value) => isBag(value) && !(value instanceof Promise),
)

const eachScenarioParams = [
  param('source', either(filled, listOf(filled), byName)),
  param(
    'options',
    bag({
      pick: optional(aFunction<NonNullable<EachScenarioOptions['pick']>>()),
      world: optional(words('world', ['shared', 'own'])),
      dialect: optional(words('dialect', [...dialects, 'both'])),
    }),
  ),
  param('body', aFunction<EachScenarioArguments[2]>()),
] satisfies ParamsOf<EachScenarioArguments>

/** @throws RangeError for an argument that is none, cannot be, or can have no effect. */
function demandEachScenario(args: EachScenarioArguments): void {
  demandArguments('eachScenario', eachScenarioParams, args)
  const [, { world = 'shared', dialect }] = args
  if (dialect === undefined || world === 'own') return
  throw new RangeError(
    "eachScenario(): dialect has no effect in the shared world, whose dialect FAKE_OPENTOK_DIALECT says. Add world: 'own', or leave dialect out.",
  )
}

/** The object that a text of JSON holds; null where it holds none: the test of the scenario reports that. */
function saidBy(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return isBag(value) ? value : null
  } catch {
    return null
  }
}

const dialectOf = (said: object | null): Dialect | undefined =>
  dialects.find((dialect) => dialect === (said === null ? undefined : Reflect.get(said, 'dialect')))

function dialectsFor(said: object | null, { world, dialect }: EachScenarioOptions): readonly (Dialect | undefined)[] {
  if (world !== 'own') return [undefined]
  const own = dialectOf(said)
  if (own !== undefined) return [own]
  return dialect === 'both' ? dialects : [dialect]
}

function casesOf({ file, text }: NamedScenario, options: EachScenarioOptions): readonly ScenarioCase[] {
  const said = saidBy(text)
  // The test author's function is given the content of the file; a text that is no scenario fails as a test of its own.
  if (said !== null && options.pick?.(said as Scenario, file) === false) return []
  const title = said === null ? '' : `: ${String(Reflect.get(said, 'title'))}`
  const tongues = dialectsFor(said, options)
  return tongues.map((dialect) => ({
    name: `${file}${title}${tongues.length > 1 ? ` [${dialect}]` : ''}`,
    file,
    text,
    world: options.world ?? 'shared',
    dialect,
  }))
}

const isPatterns = (source: ScenarioSource): source is string | readonly string[] =>
  typeof source === 'string' || Array.isArray(source)

function namedBy(source: ScenarioSource, host: FileHost | null): readonly NamedScenario[] {
  if (!isPatterns(source)) {
    return Object.entries(source).map(([file, value]) => ({ file, text: JSON.stringify(value) ?? '' }))
  }
  if (host !== null) return scenariosMatching(host, source)
  throw new Error(
    "eachScenario() has no files to look for here. In a browser, give it what import.meta.glob('./scenarios/*.json', { eager: true, import: 'default' }) gives; Node needs to be 20.16 or newer.",
  )
}

/**
 * The tests of some scenarios.
 *
 * @throws RangeError for an argument that cannot be, for a pattern that names no file, and where no scenario is picked.
 */
export function scenarioCases(args: EachScenarioArguments, host: FileHost | null): readonly ScenarioCase[] {
  demandEachScenario(args)
  const [source, options] = args
  const named = namedBy(source, host)
  const cases = named.flatMap((one) => casesOf(one, options))
  if (cases.length > 0) return cases
  const why = named.length === 0 ? 'was given no scenario' : `picked none of ${named.length} scenarios`
  throw new RangeError(`eachScenario() ${why}, so that nothing would be tested. Look at the source and at pick again.`)
}
