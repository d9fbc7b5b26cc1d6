import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ExceptionRow, Trial } from '../../contract/failure-row.ts'
import { failureTexts } from '../../contract/failure-texts.ts'
import { type Failure, resolve, titleOf } from '../../contract/failures.ts'
import { findRestFailure, type RestFailure, restFailureList } from '../../contract/rest/failures.ts'
import { restOperationRows } from '../../contract/rest/operations.ts'
import { demandFailure } from '../../faults/arm.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { type Console, type ExitCode, exitCodes, type Paints, paintsFor } from './console.ts'
import { overTime } from './over-time.ts'
import { ownScenarios, readScenarioFile } from './scenario-files.ts'
import { channelWords, errorIn, knowledgeWords } from './wording.ts'

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => (line === '' ? '' : `    ${line}`))

function fixtureOf(id: string): { readonly name: string; readonly scenario: Scenario } | null {
  const path = join(ownScenarios, `${id}.json`)
  const name = `fixtures/scenarios/${id}.json`
  return existsSync(path) ? { name, scenario: readScenarioFile({ path, name }) } : null
}

const titleIn = (failure: Failure, dialect: 'documented' | 'sdk'): string => {
  const title = titleOf(resolve(failure, dialect).code)
  return title === undefined ? '' : ` ("${title}")`
}

const dialectLines = (failure: Failure): readonly string[] => [
  `documented: ${errorIn(failure, 'documented')}${titleIn(failure, 'documented')}`,
  `sdk:        ${errorIn(failure, 'sdk')}${failure.sdk === null ? '' : titleIn(failure, 'sdk')}`,
  ...(failure.tried === undefined ? [] : triedLines(failure.tried)),
]

const triedLines = (tried: readonly Trial[]): readonly string[] =>
  tried.length === 0
    ? ['            not tried']
    : tried.map(({ under, source }) => `            tried: ${under} (${source.join(', ')})`)

const exceptionWords = ({ on, code }: ExceptionRow): string =>
  ` about the ${on}${code === 'own' ? '' : `, with the code ${code}`}`

/** The events that the failure's own scenario expects, besides `exception`. */
function eventsOf({ id }: Failure): readonly string[] {
  const expected = fixtureOf(id)?.scenario.expect ?? []
  const names = expected.flatMap((one) => ('event' in one && one.event !== 'exception' ? [one.event] : []))
  return [...new Set(names)]
}

function eventWords(failure: Failure): string {
  const names = eventsOf(failure)
  return names.length === 0 ? channelWords.event : `${names.join(', ')} ${names.length === 1 ? 'tells' : 'tell'} of it`
}

function channelLines(failure: Failure): readonly string[] {
  const { channels, exceptions } = failure
  if (channels.length === 0) return ['Nothing tells the application.']
  let nth = 0
  return channels.map((channel, index) => {
    const exception = channel === 'exception' ? exceptions[nth++] : undefined
    return `${index + 1}. ${channel === 'event' ? eventWords(failure) : channelWords[channel]}${exception === undefined ? '' : exceptionWords(exception)}`
  })
}

const asJson = (part: object): readonly string[] => JSON.stringify(part, null, 2).split('\n')

/** The part of a scenario that brings its failure about. */
function circumstances({ given, timeline, steps }: Scenario): object {
  return {
    ...(given === undefined ? {} : { given }),
    ...(timeline === undefined ? {} : { timeline }),
    ...(steps === undefined ? {} : { steps }),
  }
}

function naturalLines(failure: Failure): readonly string[] {
  if (failure.cause !== 'natural') return ['It does not come about by itself in a simulated world.']
  const fixture = fixtureOf(failure.id)
  if (fixture === null || fixture.scenario.faults !== undefined) {
    return ['It does where the circumstances are those above; no scenario of this package shows it.']
  }
  return [`As in ${fixture.name}:`, ...asJson(circumstances(fixture.scenario))]
}

function demandLines({ id, sdk, status }: Failure): readonly string[] {
  if (status === 'data') return ['Not yet: the catalogue knows it, and nothing simulates it so far.']
  const dialect = sdk === null ? ["// Only in the dialect 'documented'; SDK 2.35 never produces it."] : []
  return [
    "import { simulator } from 'fake-opentok/simulator' // the world of a mocked or aliased application",
    '',
    ...dialect,
    `simulator.fail('${id}')`,
    '',
    `In a scenario: "faults": [{ "failure": "${id}" }]`,
  ]
}

function section(title: string, lines: readonly string[], paints: Paints): readonly string[] {
  return ['', paints.strong(title), ...indent(lines)]
}

/** The moments of the scenario of a failure, with their times. */
async function timeLines({ id }: Failure): Promise<readonly string[]> {
  const fixture = fixtureOf(id)
  const lines = fixture === null ? [] : await overTime(fixture.scenario)
  return lines.length === 0 ? ['No scenario of this package shows it.'] : lines
}

async function pageOf(failure: Failure, paints: Paints): Promise<readonly string[]> {
  const { when, remedy } = failureTexts[failure.id]
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['When', [when]],
    ['What to do', [remedy]],
    ['Error', dialectLines(failure)],
    ['Heard, in this order', channelLines(failure)],
    ['How it is known', [knowledgeWords[failure.known], ...failure.sources]],
    ['By itself', naturalLines(failure)],
    ['Over time, in its scenario', await timeLines(failure)],
    ['On demand', demandLines(failure)],
  ]
  return [paints.strong(failure.id), ...parts.flatMap(([title, lines]) => section(title, lines, paints))]
}

function restNaturalLines({ id, cause }: RestFailure): readonly string[] {
  const fixture = fixtureOf(id)
  if (cause !== 'natural' || fixture === null) return ['It does not come about by itself in a simulated world.']
  return [`As in ${fixture.name}:`, ...asJson(circumstances(fixture.scenario))]
}

const restPage = (failure: RestFailure, paints: Paints): readonly string[] => {
  const { id, operation, status, code, known, when, remedy } = failure
  const { method, path } = restOperationRows[operation]
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['When', [when]],
    ['What to do', [remedy]],
    ['Answer', [`${method} ${path}`, `${status} { "code": ${code}, "message": ... }`]],
    ['How it is known', [known === 'documented' ? 'The published contract lists the status.' : 'It is assumed.']],
    ['By itself', restNaturalLines(failure)],
    [
      'On demand',
      [
        'createHandlers(simulator) // of fake-opentok/msw',
        `simulator.fail('${id}')`,
        '',
        `In a scenario: "faults": [{ "failure": "${id}" }]`,
      ],
    ],
  ]
  return [paints.strong(id), ...parts.flatMap(([title, lines]) => section(title, lines, paints))]
}

function explainRest(failure: RestFailure, json: boolean, console: Console): ExitCode {
  if (json) console.out(JSON.stringify(failure, null, 2))
  else for (const line of restPage(failure, paintsFor(console))) console.out(line)
  return exitCodes.fine
}

/**
 * `fake-opentok explain`: prints the row of a failure, its texts and its scenario.
 *
 * @throws RangeError for an id that is not in the catalogue, naming the nearest.
 */
export async function explain(id: string, json: boolean, console: Console): Promise<ExitCode> {
  const ofRest = findRestFailure(id)
  if (ofRest !== undefined) return explainRest(ofRest, json, console)
  const failure = demandFailure(
    id,
    restFailureList.map((one) => one.id),
  )
  if (json) console.out(JSON.stringify({ ...failure, ...failureTexts[failure.id] }, null, 2))
  else for (const line of await pageOf(failure, paintsFor(console))) console.out(line)
  return exitCodes.fine
}
