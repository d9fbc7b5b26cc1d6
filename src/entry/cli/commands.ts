/** The commands of the program `fake-opentok`: what each takes, what is said of it, and how it is carried out. */

import { fileURLToPath } from 'node:url'
import { dialects } from '../../contract/dialect.ts'
import { didYouMean } from '../../kernel/nearest.ts'
import { webhookGroups } from '../../rest/webhooks/monitor.ts'
import type { Console, ExitCode } from './console.ts'
import { demo } from './demo.ts'
import { explain } from './explain.ts'
import { list } from './list.ts'
import { usualPorts } from './listening.ts'
import { type PlayCommandOptions, playCommand } from './play.ts'
import { type ReporterName, reporterNames } from './reporters/reporters.ts'
import type { CommandWords, OptionWords } from './usage.ts'
import { validate } from './validate.ts'
import { watching } from './watch.ts'

// The bundler would take the address of this module for one of a file to be bundled, were it written where it is used.
const here = import.meta.url

/** Where the built scripts lie: in the package, this is dist/entry/cli/main.js. */
const scriptFolder = fileURLToPath(new URL('../../', here))

/** A command line that cannot be carried out. */
export class Misuse extends Error {}

export const options = {
  bail: { type: 'boolean' },
  cert: { type: 'string' },
  dialect: { type: 'string' },
  guide: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  host: { type: 'string' },
  jobs: { type: 'string' },
  json: { type: 'boolean' },
  key: { type: 'string' },
  origin: { type: 'string', multiple: true },
  port: { type: 'string' },
  reporter: { type: 'string' },
  sequence: { type: 'boolean' },
  brief: { type: 'boolean' },
  version: { type: 'boolean', short: 'v' },
  watch: { type: 'boolean' },
  webhook: { type: 'string', multiple: true },
} as const

export type OptionName = keyof typeof options

export interface Call {
  readonly names: readonly string[]
  readonly values: {
    readonly [Name in OptionName]?: (typeof options)[Name] extends { readonly multiple: true }
      ? readonly string[]
      : (typeof options)[Name]['type'] extends 'string'
        ? string
        : boolean
  }
}

export interface CommandEntry {
  readonly words: CommandWords
  /** The options that it takes. */
  readonly takes: { readonly [Name in OptionName]?: OptionWords }
  /** How many names it takes at most. */
  readonly names: number
  readonly run: (call: Call, console: Console) => ExitCode | Promise<ExitCode>
}

function demandNames({ names }: Call, what: string): readonly string[] {
  if (names.length > 0) return names
  throw new Misuse(`Nothing was named. Name ${what}.`)
}

const isDialect = (text: string): text is PlayCommandOptions['dialect'] =>
  text === 'both' || dialects.some((one) => one === text)

function demandDialect({ values: { dialect = 'both' } }: Call): PlayCommandOptions['dialect'] {
  if (isDialect(dialect)) return dialect
  throw new Misuse(`There is no dialect "${dialect}". Say documented, sdk or both.`)
}

function demandReporter({ values: { json = false, reporter } }: Call): ReporterName {
  if (reporter === undefined) return json ? 'json' : 'text'
  if (json) throw new Misuse('--json is a reporter, and --reporter names another one. Leave one of them out.')
  const known = reporterNames.find((name) => name === reporter)
  if (known !== undefined) return known
  const hint = didYouMean(reporter, reporterNames)
  throw new Misuse(`There is no reporter "${reporter}".${hint} There are: ${reporterNames.join(', ')}.`)
}

const mostJobs = 64

function demandJobs({ values: { jobs } }: Call): number {
  if (jobs === undefined) return 1
  const count = Number(jobs)
  if (Number.isInteger(count) && count >= 1 && count <= mostJobs) return count
  throw new Misuse(`--jobs ${jobs} is impossible. Give a whole number from 1 to ${mostJobs}.`)
}

/** An option that some reporters alone look at. */
function demandShown(call: Call, reporter: ReporterName, name: OptionName, by: readonly ReporterName[]): void {
  if (call.values[name] !== true || by.includes(reporter)) return
  throw new Misuse(`--${name} has no effect with the reporter ${reporter}. Leave one of them out.`)
}

const repeated = (
  { values: { watch = false } }: Call,
  names: readonly string[],
  console: Console,
  once: () => ExitCode | Promise<ExitCode>,
): ExitCode | Promise<ExitCode> => (watch ? watching(names, console, once) : once())

function playCall(call: Call, console: Console): ExitCode | Promise<ExitCode> {
  const names = demandNames(call, 'files or folders')
  const { sequence = false, brief = false, bail = false } = call.values
  const reporter = demandReporter(call)
  demandShown(call, reporter, 'brief', ['text'])
  demandShown(call, reporter, 'sequence', ['text', 'json'])
  const how = { dialect: demandDialect(call), reporter, sequence, brief, bail, jobs: demandJobs(call) }
  return repeated(call, names, console, () => playCommand(names, how, console))
}

function validateCall(call: Call, console: Console): ExitCode | Promise<ExitCode> {
  const names = demandNames(call, 'files or folders')
  const how = { reporter: demandReporter(call), bail: call.values.bail ?? false }
  return repeated(call, names, console, () => validate(names, how, console))
}

const jsonWords: OptionWords = ['', 'the answer as JSON']

const reporterWords = {
  json: ['', 'short for --reporter json'],
  reporter: ['name', `${reporterNames.join(', ')}; default text`],
  bail: ['', 'ends at the first trouble'],
  watch: ['', 'goes on, and does it again after each change of a file'],
} as const

export const commands: Readonly<Record<string, CommandEntry>> = {
  demo: {
    words: {
      names: '',
      does: 'Serves a meeting with the panel that breaks it, to this machine alone, until Ctrl+C.',
      example: 'npx fake-opentok demo --port 8080',
    },
    takes: {
      port: ['number', `default ${usualPorts.demo}, or one that is free where that is taken; 0: any that is free`],
    },
    names: 0,
    run: ({ values: { port } }, console) => demo({ port }, console),
  },
  list: {
    words: {
      names: '[words]',
      does: 'Lists the failures that these words find: a code, a name, a method, or what a user sees; all failures without words.',
      example: 'npx fake-opentok list 1004',
    },
    takes: {
      guide: ['', "only failures of the documentation's guide to exception handling, by its rows"],
      json: jsonWords,
    },
    names: Number.POSITIVE_INFINITY,
    run: ({ names, values: { guide = false, json = false } }, console) => {
      if (names.some((word) => word.trim() === ''))
        throw new Misuse('An empty word finds nothing. Leave it out, or give another.')
      return list({ text: names.length === 0 ? undefined : names.join(' '), guide, json }, console)
    },
  },
  serve: {
    words: {
      names: '',
      does: 'Hosts one world for the pages of several browsers or machines, and for their server, until Ctrl+C.',
      example: 'npx fake-opentok serve --webhook archive=http://localhost:3000/hooks',
    },
    takes: {
      port: ['number', `default ${usualPorts.serve}; 0: any that is free`],
      host: ['address', 'default 127.0.0.1, which is this machine alone; 0.0.0.0: every address of this machine'],
      origin: [
        'origin',
        'pages of this origin may take part, besides those of this machine; may be given several times',
      ],
      cert: ['file', 'a certificate as PEM: the address is then https: and wss:; together with --key'],
      key: ['file', 'its private key as PEM'],
      dialect: ['name', 'documented or sdk: which truth errors follow in every page; default documented'],
      webhook: ['kind=address', `where webhooks of a kind go (${webhookGroups.join(', ')}); once for each kind`],
    },
    names: 0,
    run: async ({ values }, console) => {
      // Its library is loaded for this command alone.
      const { serve } = await import('./serve.ts')
      const { port, host, cert, key, dialect, origin: origins = [], webhook: webhooks = [] } = values
      return await serve({ ...{ port, host, cert, key, dialect, origins, webhooks }, folder: scriptFolder }, console)
    },
  },
  explain: {
    words: {
      names: '<method/failure>',
      does: 'Tells when a failure happens, what the application is told, and how a test reaches it.',
      example: 'npx fake-opentok explain Session.connect/expired-token',
    },
    takes: { json: jsonWords },
    names: 1,
    run: (call, console) =>
      explain(
        demandNames(call, 'a failure, such as Session.connect/expired-token')[0] ?? '',
        call.values.json ?? false,
        console,
      ),
  },
  validate: {
    words: {
      names: '<files or folders>',
      does: 'Reads scenarios, tells the mistakes in them, and plays none.',
      example: 'npx fake-opentok validate test/scenarios',
    },
    takes: reporterWords,
    names: Number.POSITIVE_INFINITY,
    run: validateCall,
  },
  play: {
    words: {
      names: '<files or folders>',
      does: 'Plays scenarios without an application.',
      example: 'npx fake-opentok play test/scenarios --reporter junit',
    },
    takes: {
      dialect: ['name', 'documented, sdk or both; default both'],
      ...reporterWords,
      jobs: ['number', `plays in so many processes at once, 1 to ${mostJobs}; default 1`],
      sequence: ['', 'draws each call as a Mermaid sequence diagram'],
      brief: ['', 'prints the failures, and a line for each folder'],
    },
    names: Number.POSITIVE_INFINITY,
    run: playCall,
  },
}
