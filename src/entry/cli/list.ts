import { failureTexts } from '../../contract/failure-texts.ts'
import { type Failure, failures, resolve } from '../../contract/failures.ts'
import { symptoms } from '../../contract/symptoms.ts'
import { type Sayings, searchFailures } from '../../faults/find-failures.ts'
import { type Console, type ExitCode, exitCodes, paintsFor, visible } from './console.ts'
import { guideRows } from './guide.ts'
import { plainRest, restFailuresFor, restTable } from './rest-list.ts'
import { type Cell, tableLines } from './table.ts'
import { causeOf, channelsOf, errorIn, notInSdk } from './wording.ts'

export interface ListOptions {
  /** Only the failures that the exception-handling guide speaks of, by its rows. */
  readonly guide: boolean
  readonly json: boolean
  /** Only failures that this text speaks of: words of an id, a name, a code, a title, or of what is said of them. */
  readonly text: string | undefined
}

const errorCell = (failure: Failure, dialect: 'documented' | 'sdk'): Cell => {
  const text = errorIn(failure, dialect)
  return text === notInSdk ? { text, paint: 'quiet' } : { text }
}

const cellsOf = (failure: Failure): readonly Cell[] => [
  { text: failure.slug },
  errorCell(failure, 'documented'),
  errorCell(failure, 'sdk'),
  { text: causeOf(failure) },
  { text: channelsOf(failure) },
]

const head = ['FAILURE', 'DOCUMENTED', 'SDK 2.35', 'CAUSE', 'HEARD BY']

const sayings: Sayings = {
  symptoms: ({ id }) =>
    symptoms
      .filter((symptom) => symptom.failures.includes(id))
      .map(({ saw }) => saw)
      .join(' '),
  texts: ({ id }) => Object.values(failureTexts[id]).join(' '),
}

function isWanted({ text }: ListOptions): (failure: Failure) => boolean {
  if (text === undefined) return () => true
  const found = new Set(searchFailures(text, sayings))
  return (failure) => found.has(failure)
}

function guideTable(options: ListOptions, console: Console): readonly string[] {
  const rows = guideRows().flatMap(({ method, says, failures: served }) =>
    served
      .filter(isWanted(options))
      .map((failure) => [
        { text: method === '*' ? `any: ${failure.operation}` : method },
        { text: says },
        ...cellsOf(failure),
      ]),
  )
  return tableLines(['METHOD', 'GUIDE', ...head], rows, paintsFor(console))
}

function fullTable(options: ListOptions, console: Console): readonly string[] {
  const rows = failures.filter(isWanted(options)).map((failure) => [{ text: failure.operation }, ...cellsOf(failure)])
  return tableLines(['METHOD', ...head], rows, paintsFor(console))
}

const plainError = (failure: Failure, dialect: 'documented' | 'sdk'): object | null => {
  if (dialect === 'sdk' && failure.sdk === null) return null
  const { name, code } = resolve(failure, dialect)
  return { name, code }
}

const plain = (failure: Failure): object => ({
  id: failure.id,
  operation: failure.operation,
  documented: plainError(failure, 'documented'),
  sdk: plainError(failure, 'sdk'),
  cause: failure.cause,
  channels: failure.channels,
  simulated: failure.status === 'live',
})

function wantedFailures(options: ListOptions): readonly Failure[] {
  const all = options.guide ? [...new Set(guideRows().flatMap((row) => row.failures))] : failures
  return all.filter(isWanted(options))
}

/** How many there are, in words. */
const counted = (count: number): string => `${count} ${count === 1 ? 'failure' : 'failures'}`

/** A search that finds something, where one for all the words of a text finds nothing. */
function otherSearch({ text = '', guide }: ListOptions): string {
  const all = '"fake-opentok list" shows them all, and docs/find-a-failure.md has them by what a person saw.'
  const found = text
    .split(/\s+/)
    .map((word) => ({ word, count: wantedFailures({ text: word, guide, json: false }).length }))
    .filter(({ word, count }) => word !== '' && count > 0)
    .sort((one, other) => one.count - other.count)
  const [best] = found
  if (best === undefined || found.length === text.split(/\s+/).length) return `Try another word. ${all}`
  return `One of its words finds ${counted(best.count)}: "fake-opentok list ${visible(best.word)}". ${all}`
}

/** `fake-opentok list`: every failure, in both dialects, and those of HTTP. */
export function list(options: ListOptions, console: Console): ExitCode {
  const wanted = wantedFailures(options)
  const rest = options.guide ? [] : restFailuresFor(options.text, wanted.length === 0)
  if (options.json) {
    console.out(JSON.stringify([...wanted.map(plain), ...rest.map(plainRest)], null, 2))
    return exitCodes.fine
  }
  if (wanted.length + rest.length === 0) {
    console.out(`No failure speaks of ${visible(JSON.stringify(options.text))}. ${otherSearch(options)}`)
    return exitCodes.fine
  }
  const tables = [
    ...(wanted.length === 0 ? [] : [options.guide ? guideTable(options, console) : fullTable(options, console)]),
    ...(rest.length === 0 ? [] : [restTable(rest, paintsFor(console))]),
  ]
  for (const line of tables.flatMap((lines) => [...lines, ''])) console.out(line)
  const ofRest = rest.length === 0 ? '' : ` And ${counted(rest.length)} of HTTP.`
  console.out(
    `${counted(wanted.length)}.${ofRest} "fake-opentok explain <method/failure>" tells when one happens, and what to do.`,
  )
  return exitCodes.fine
}
