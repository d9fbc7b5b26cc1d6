import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { isForDialect, playScenario } from '../../src/author/play.ts'
import { dialects } from '../../src/contract/dialect.ts'
import { readScenario } from '../../src/scenario/read.ts'
import { type Scenario, ScenarioError } from '../../src/scenario/scenario.ts'
import { scenarioSchema } from '../../src/scenario/schema/schema.ts'
import { mutant } from './mutate.ts'

/** The long test makes more: `MUTANTS=10000`. */
const count = Number(process.env['MUTANTS'] ?? 400)
const from = Number(process.env['MUTANTS_FROM'] ?? 0)

const published = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync(new URL('../../fixtures/scenario.schema.json', import.meta.url), 'utf8')),
)

/** What stands against a value; null: it is a scenario. Anything else that is thrown is a mistake of ours. */
function refusalOf(value: unknown): { readonly scenario: Scenario } | { readonly refusal: string } {
  try {
    return { scenario: readScenario(value) }
  } catch (error) {
    if (error instanceof ScenarioError) return { refusal: error.message }
    throw error
  }
}

/** What only the course of a play can show: it depends on what the application is told, and when. */
const ofTheCourse = [
  / at this time/,
  /There was no ".*" after the step before, so that its listener made no call\./,
  /No stream has been announced\./,
  /The connection of (somebody else|".*") has not been announced\./,
  /There is no stream ".*Somebody has to publish it, and the session has to be connected\./,
  /There is no (publisher|subscriber) yet: a step before this one has to make it\./,
]

async function playProblem(scenario: Scenario): Promise<string | null> {
  const dialect = dialects.find((one) => isForDialect(scenario, one))
  try {
    await playScenario(scenario, dialect === undefined ? {} : { dialect })
    return null
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    if (process.env['MUTANTS_TELL'] !== undefined) console.log(error.message)
    return ofTheCourse.some((words) => words.test(error.message)) ? null : error.message
  }
}

test('validate, play and the published schema never disagree about a file', async () => {
  const disagreements: string[] = []
  const told = { refused: 0, played: 0 }
  for (let number = from; number < from + count; number++) {
    const { name, value } = mutant(number)
    const tell = (what: string): void => void disagreements.push(`mutant ${number} of ${name}: ${what}`)
    const shape = v.safeParse(scenarioSchema, value).success
    if (published(value) !== shape)
      tell(`the schema ${shape ? 'refuses' : 'takes'} it: ${JSON.stringify(published.errors?.slice(-2))}`)
    try {
      const read = refusalOf(value)
      if ('refusal' in read) {
        told.refused++
        continue
      }
      told.played++
      const problem = await playProblem(read.scenario)
      if (problem !== null) tell(`play refuses it: ${problem}`)
    } catch (error) {
      tell(error instanceof Error ? (error.stack ?? error.message) : String(error))
    }
  }
  if (process.env['MUTANTS'] !== undefined)
    console.log(`${count} mutants: ${told.refused} refused, ${told.played} played`)
  expect(disagreements.slice(0, 25)).toEqual([])
  expect(told.refused).toBeGreaterThan(count / 10)
  expect(told.played).toBeGreaterThan(count / 10)
}, 1_000_000)
