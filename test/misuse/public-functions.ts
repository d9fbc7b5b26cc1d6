import { defineOpenTokFixture, type OpenTok } from '../../src/entry/playwright.ts'
import { createRest } from '../../src/entry/rest.ts'
import * as OT from '../../src/index.ts'
import { createSimulator } from '../../src/simulator.ts'
import { eachDialect } from '../../src/suite/each.ts'
import { expectationsOf } from '../../src/suite/scenarios/expectations.ts'
import { runScenario, type ScenarioTest } from '../../src/suite/scenarios/run-scenario.ts'
import { scenarioCases } from '../../src/suite/scenarios/scenario-cases.ts'

/**
 * What is public and is called by others than a test author, each with the reason. A name of an entrance that is neither
 * here, nor data, nor looks at its arguments, fails the test.
 */
export const calledByOthers: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(OT).map((name) => [`offline ${name}`, 'an application calls it, as above'])),
  '.': 'an application calls it, and it does with bad input what the real SDK does',
  'scenario ScenarioError': 'an error that the package makes',
  'storybook/preset viteFinal': 'Storybook calls it',
  'storybook/preview beforeEach': 'Storybook calls it',
  'vitest test': 'a function of Vitest',
  'vitest/strict test': 'a function of Vitest',
}

/** What a function gives that has verbs of its own; the rest give data, or a world, whose verbs the walk of worlds draws. */
export const givesVerbs: Readonly<Record<string, string>> = {
  openPanel: 'panel',
  createRest: 'rest',
  defineOpenTokFixture: 'opentok',
  eachScenario: 'expectations, play',
  eachDialect: 'createSimulator',
}

/** What a function gives that has methods for others to call. */
export const givesToOthers: Readonly<Record<string, string>> = {
  panelPlugin: 'Devtools call render and destroy',
  openTok: 'Vite calls the hooks of a plugin',
  credentialsHandler: 'MSW calls its handlers',
  createHandlers: 'MSW calls its handlers',
  addonOpenTok: 'Storybook calls beforeEach',
  ErrorSurfaceReporter: 'the runner calls a reporter',
  default: 'the default is one of the others',
}

const nowhere = async (): Promise<void> => {}

/** What a test of Playwright is handed, in a context without a page. */
async function openTok(): Promise<OpenTok> {
  let given: OpenTok | undefined
  const context = { pages: () => [], route: nowhere, addInitScript: nowhere }
  const [fixture] = defineOpenTokFixture({ as: 'inject', script: 'package.json' })
  const use = async (opentok: OpenTok): Promise<void> => {
    given = opentok
  }
  await fixture({ context }, use, { expectedStatus: 'passed', attach: nowhere })
  if (given === undefined) throw new Error('The fixture gave nothing.')
  return given
}

/** What the test of a scenario is handed. */
async function scenarioTest(): Promise<ScenarioTest> {
  let given: ScenarioTest | undefined
  const body = (handed: ScenarioTest): void => {
    given = handed
  }
  for (const one of scenarioCases([{ 'a.json': { title: 'a' } }, { world: 'own' }, body], null))
    await runScenario(createSimulator(), one, body)
  if (given === undefined) throw new Error('The scenario gave nothing.')
  return given
}

/** Things with verbs that public functions give, beside worlds and panels. */
export async function handedOut(): Promise<readonly { readonly noun: string; readonly object: object }[]> {
  const simulator = createSimulator()
  const test = await scenarioTest()
  const rest = createRest(simulator)
  const { on, prepare } = await openTok()
  return [
    { noun: 'opentok', object: { on, prepare } },
    { noun: 'rest', object: rest },
    { noun: 'rest', object: { rest } },
    { noun: 'scenario test', object: { play: test.play } },
    { noun: 'expectations', object: expectationsOf(simulator, { title: 'a' }) },
    ...eachDialect().map((object) => ({ noun: 'dialect', object })),
  ]
}
