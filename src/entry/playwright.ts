/**
 * For Playwright: a fixture that puts fake-opentok in the place of the real SDK in every page of a test's context, and gives
 * the test the simulator's verbs.
 */

import { aFunction, type ParamsOf } from '../author/verbs/verb-table.ts'
import type { Simulator } from '../simulator.ts'
import { lastLines } from '../suite/journal-lines.ts'
import { unmetError, unmetWords } from '../suite/unmet-report.ts'
import { demandArguments, type Param, param } from '../vocabulary/check.ts'
import { bag, either, filled, optional, type Shape, someOf, thing, words } from '../vocabulary/shape.ts'
import { carryOut, hasWorld } from './playwright/in-page.ts'
import { type RemoteCall, type RemoteSimulator, remoteSimulator } from './playwright/remote.ts'
import { moduleText, scriptText } from './playwright/script.ts'

export type { Remote, RemoteSimulator } from './playwright/remote.ts'

type Pattern = string | RegExp

/** How the real SDK is replaced. */
export interface OpenTokFixtureOptions {
  /**
   * `serve`: the script is given to a page that asks for the real SDK's. `inject`: it is there before the page's own
   * scripts, for an application that takes `OT` from the window. Default `serve`.
   */
  readonly as?: 'serve' | 'inject'
  /** For `serve`: the addresses of the real SDK's script. Default: every script whose file is `opentok.js` or `opentok.min.js`. */
  readonly scripts?: Pattern | readonly Pattern[]
  /**
   * For `serve`: the addresses of modules that are the real SDK, such as a bundle of its own. Default: what Vite's
   * development server calls it.
   */
  readonly modules?: Pattern | readonly Pattern[]
  /** The path of the script build. Default: that of this package. */
  readonly script?: string
  /**
   * The fate of a test in which a failure was asked for and never struck: it fails, prints a warning, or passes. Default `error`.
   */
  readonly unmet?: 'error' | 'warn' | 'off'
}

/** A page, as far as the fixture needs it. */
export interface PageLike {
  evaluate<Result, Argument>(run: (argument: Argument) => Result, argument: Argument): Promise<Awaited<Result>>
  isClosed(): boolean
  url(): string
}

interface RouteLike {
  fulfill(answer: {
    readonly body: string
    readonly contentType: string
    readonly headers: Record<string, string>
  }): Promise<void>
}

/** A context, as far as the fixture needs it. */
export interface ContextLike {
  pages(): PageLike[]
  route(url: string | RegExp, answer: (route: RouteLike) => Promise<void>): Promise<unknown>
  addInitScript(script: string): Promise<unknown>
}

/** A test, as its runner tells of it, as far as the fixture needs it. */
export interface TestInfoLike {
  readonly status?: string | undefined
  readonly expectedStatus: string
  attach(name: string, what: { readonly body: string; readonly contentType: string }): Promise<void>
}

/** The fixture of a test. */
export interface OpenTok {
  /** The simulator of the page that was opened last. */
  readonly simulator: RemoteSimulator
  /**
   * The simulator of another page of the context.
   * @example await opentok.on(secondPage).network.drop()
   */
  on(page: PageLike): RemoteSimulator
  /**
   * Prepares the world of every page that is opened from now on, before the application runs. The function is carried to the
   * page as text: it sees its arguments, and nothing of the test. The argument is data that JSON can carry.
   *
   * @throws RangeError (rejects with it) for what is no function, and for an argument that cannot travel.
   *
   * @example
   * await opentok.prepare((simulator, name) => simulator.room().join({ name }).publish(), 'Alice')
   */
  prepare<Argument = undefined>(
    run: (simulator: Simulator, argument: Argument) => unknown,
    argument?: Argument,
  ): Promise<void>
}

/** The fixture, as `test.extend({ opentok: ... })` takes it. */
export type OpenTokFixture = [
  (given: { context: ContextLike }, use: (opentok: OpenTok) => Promise<void>, testInfo: TestInfoLike) => Promise<void>,
  { auto: true },
]

const pattern: Shape<Pattern> = thing(
  'a pattern of addresses, such as "**/opentok.min.js", or a RegExp',
  (value) => (typeof value === 'string' && value !== '') || value instanceof RegExp,
)
const patterns: Shape<Pattern | readonly Pattern[]> = either(pattern, someOf(pattern))

const fixtureParams = [
  param(
    'options',
    optional(
      bag({
        as: optional(words('way to replace the SDK', ['serve', 'inject'])),
        scripts: optional(patterns),
        modules: optional(patterns),
        script: optional(filled),
        unmet: optional(words('severity', ['error', 'warn', 'off'])),
      }),
    ),
  ),
] satisfies ParamsOf<Parameters<typeof defineOpenTokFixture>>

const onParams = [
  param(
    'page',
    thing<PageLike>(
      'a page of Playwright',
      (value) => typeof value === 'object' && value !== null && 'evaluate' in value && 'isClosed' in value,
    ),
  ),
] satisfies ParamsOf<Parameters<OpenTok['on']>>

const prepareParams: readonly Param[] = [
  param('run', aFunction<() => unknown>()),
  param('argument', optional<unknown>({ is: 'json' })),
]

/** @throws RangeError for an option that is none, cannot be, or can have no effect. */
function demandFixtureOptions(args: readonly [options?: OpenTokFixtureOptions]): void {
  demandArguments('defineOpenTokFixture', fixtureParams, args)
  const [options = {}] = args
  const served = (['scripts', 'modules'] as const).find((key) => options[key] !== undefined)
  if (options.as === 'inject' && served !== undefined) {
    throw new RangeError(`defineOpenTokFixture(): ${served} has no effect with as: 'inject'. Leave one of them out.`)
  }
}

const usualScripts = /\/opentok(\.min)?\.js(\?|$)/
const usualModules = /\/(@opentok_client|@vonage_client-sdk-video)\.js(\?|$)/

const listed = (patterns: Pattern | readonly Pattern[]): readonly Pattern[] => [patterns].flat()

async function replaceSdk(context: ContextLike, options: OpenTokFixtureOptions): Promise<void> {
  const { as = 'serve', scripts = usualScripts, modules = usualModules, script } = options
  const text = scriptText(script)
  if (as === 'inject') return void (await context.addInitScript(text))
  const serve = async (patterns: Pattern | readonly Pattern[], body: string): Promise<void> => {
    const headers = { 'access-control-allow-origin': '*' }
    for (const pattern of listed(patterns)) {
      await context.route(pattern, (route) => route.fulfill({ body, contentType: 'text/javascript', headers }))
    }
  }
  await serve(scripts, text)
  await serve(modules, moduleText(text))
}

const noWorld =
  "No page of this context has a world. Open one with page.goto() that loads the real SDK's script; if it is loaded from another address, name that in defineOpenTokFixture({ scripts }); if the application bundles the SDK, use openTok({ allowInBuild: true }) of fake-opentok/vite, or as: 'inject'."

async function worldOf(pages: readonly PageLike[]): Promise<PageLike | null> {
  for (const page of pages.toReversed()) {
    if (!page.isClosed() && (await page.evaluate(hasWorld, undefined))) return page
  }
  return null
}

async function demandWorld(pages: readonly PageLike[]): Promise<PageLike> {
  const page = await worldOf(pages)
  if (page === null) throw new Error(noWorld)
  return page
}

function openTokOf(context: ContextLike): OpenTok {
  const sender = (pages: () => readonly PageLike[]) => async (call: RemoteCall) =>
    (await demandWorld(pages())).evaluate(carryOut, call)
  return {
    simulator: remoteSimulator(sender(() => context.pages())),
    on: (...args) => {
      demandArguments('opentok.on', onParams, args)
      return remoteSimulator(sender(() => [args[0]]))
    },
    prepare: async (...args) => {
      demandArguments('opentok.prepare', prepareParams, args)
      const [run, argument] = args
      const given = argument === undefined ? 'undefined' : JSON.stringify(argument)
      // Where the script is injected, the world is there before this is.
      await context.addInitScript(`{
        const prepare = (simulator) => (${run.toString()})(simulator, ${given})
        if (globalThis.fakeOpentok !== undefined) prepare(globalThis.fakeOpentok.simulator)
        else (globalThis.__fakeOpentokPrepare ??= []).push(prepare)
      }`)
    },
  }
}

/** Prints the journal of a test that failed, and reports failures and holds that never came about. */
async function endTest(
  context: ContextLike,
  testInfo: TestInfoLike,
  how: NonNullable<OpenTokFixtureOptions['unmet']>,
): Promise<void> {
  const page = await worldOf(context.pages())
  if (page === null) return
  const simulator = remoteSimulator((call) => page.evaluate(carryOut, call))
  const isFailed = testInfo.status !== undefined && testInfo.status !== testInfo.expectedStatus
  if (isFailed) {
    const [picture, entries] = [await simulator.journal.toSequence(), await simulator.journal.entries()]
    await testInfo.attach('fake-opentok: sequence picture', { body: picture, contentType: 'text/plain' })
    await testInfo.attach('fake-opentok: journal', { body: lastLines(entries), contentType: 'text/plain' })
  }
  const unmet = (await simulator.unmet()).filter(({ kind }) => kind === 'fault')
  if (unmet.length === 0 || how === 'off') return
  if (how === 'error' && !isFailed) throw new Error(unmetError(unmet))
  console.warn(unmetWords(unmet))
}

/**
 * Defines the fixture: every page of a test's context has fake-opentok in the real SDK's place, whether or not the test
 * asks for the fixture.
 *
 * @throws RangeError for an option that is none, cannot be, or can have no effect.
 *
 * @example
 * export const test = base.extend<{ opentok: OpenTok }>({ opentok: defineOpenTokFixture() })
 *
 * test('an expired token is told', async ({ page, opentok }) => {
 *   await opentok.prepare((simulator) => simulator.fail('Session.connect/expired-token'))
 *   await page.goto('/')
 *   await expect(page.getByRole('alert')).toBeVisible()
 * })
 */
export function defineOpenTokFixture(...args: readonly [options?: OpenTokFixtureOptions]): OpenTokFixture {
  demandFixtureOptions(args)
  const [options = {}] = args
  return [
    async ({ context }, use, testInfo) => {
      await replaceSdk(context, options)
      await use(openTokOf(context))
      await endTest(context, testInfo, options.unmet ?? 'error')
    },
    { auto: true },
  ]
}
