import { isForDialect, playScenario } from '../../author/play.ts'
import { dialects } from '../../contract/dialect.ts'
import type { JournalEntry, JournalKind } from '../../kernel/journal/entry.ts'
import { isPlumbing } from '../../kernel/journal/plumbing.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { channelWords } from './wording.ts'

/** A page of a failure shows no more moments than a person reads. */
const most = 24

const namesOf = ({ code, name }: JournalEntry['detail']): string =>
  [code, name].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ') || 'no error object'

const reasonOf = ({ reason }: JournalEntry['detail']): string => (typeof reason === 'string' ? ` (${reason})` : '')

function heardWords({ over }: JournalEntry['detail']): string {
  const channel = Object.entries(channelWords).find(([name]) => name === over)
  return channel === undefined ? '' : channel[1]
}

/** The object that an event is about: the last word of `client-1 session`. */
const dispatcherOf = (who: string): string => who.slice(who.lastIndexOf(' ') + 1)

type Words = (entry: JournalEntry) => string

/** The kinds of entries that an application sees; an entry without words stands in the list as another one already. */
const words: Readonly<Partial<Record<JournalKind, Words>>> = {
  call: ({ what }) => `the application calls ${what}`,
  event: ({ who, what, detail }) => `${dispatcherOf(who)} dispatches ${what}${reasonOf(detail)}`,
  error: ({ what, detail }) => `${what} happens: ${namesOf(detail)}`,
  heard: ({ detail }) => (detail['over'] === 'exception' ? '' : heardWords(detail)),
}

const isTold = (entry: JournalEntry): boolean => entry.kind === 'call' || entry.kind === 'heard' || !isPlumbing(entry)

function lineOf(entry: JournalEntry): readonly string[] {
  const said = isTold(entry) ? (words[entry.kind]?.(entry) ?? '') : ''
  return said === '' ? [] : [`${String(entry.at).padStart(8)} ms  ${said}`]
}

/** The moments of a scenario as the application sees them, with the time of the simulated clock: one line each. */
export async function overTime(scenario: Scenario): Promise<readonly string[]> {
  const dialect = dialects.find((one) => isForDialect(scenario, one))
  if (dialect === undefined) return []
  let lines: readonly string[] = []
  await playScenario(scenario, {
    dialect,
    inspect: ({ journal }) => {
      lines = journal.entries.flatMap(lineOf)
    },
  })
  const left = lines.length - most
  return left > 0 ? [`     (${left} earlier lines are left out)`, ...lines.slice(-most)] : lines
}
