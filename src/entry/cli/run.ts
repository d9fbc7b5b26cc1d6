import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { version } from '../../author/this-package.ts'
import { dialects } from '../../contract/dialect.ts'
import { didYouMean } from '../../kernel/nearest.ts'
import { messageOf } from '../../kernel/values.ts'
import { ScenarioError } from '../../scenario/scenario.ts'
import { type Console, type ExitCode, exitCodes, paintsFor } from './console.ts'
import { demo } from './demo.ts'
import { explain } from './explain.ts'
import { list } from './list.ts'
import { type PlayCommandOptions, playCommand } from './play.ts'
import { type ReporterName, reporterNames } from './reporters/reporters.ts'
import { validate } from './validate.ts'
import { watching } from './watch.ts'

const usage = `fake-opentok: a stand-in for the OpenTok / Vonage Video web SDK that fails on demand

  fake-opentok list [words] [--guide] [--json]     every failure, in both dialects; --guide: by the rows of the
                                                   exception-handling guide
  fake-opentok explain <method/failure> [--json]   when a failure happens, and how to reach it
  fake-opentok validate <files or folders> [--reporter text|json|junit|ctrf|github] [--bail] [--watch]
                                                   reads scenarios and plays none
  fake-opentok play <files or folders> [--dialect documented|sdk|both] [--sequence] [--brief] [--json]
                    [--reporter text|json|junit|ctrf|github] [--bail] [--jobs number] [--watch]
                                                   plays scenarios without an application; --sequence: and
                                                   draws each call as a Mermaid sequence diagram;
                                                   --brief: failures, and a line for each folder;
                                                   --bail: ends at the first trouble; --jobs: plays in several
                                                   processes at once; --watch: plays again after each change
  fake-opentok --version                           the version of this package
  fake-opentok demo [--port number]                serves a meeting with the panel, to this machine alone
  fake-opentok serve [--port number] [--host address] [--origin origin] [--cert file --key file] [--dialect ...]
                     [--webhook kind=address]      hosts one world for the pages of several browsers or
                                                   machines, and for their server; open to this machine alone
                                                   unless told otherwise

Ends with 0 when all is well, 1 when an expectation was not met, 2 for a wrong call or bad input.`

// The bundler would take the address of this module for one of a file to be bundled, were it written where it is used.
const here = import.meta.url

/** Where the built scripts lie: in the package, this is dist/entry/cli/main.js. */
const scriptFolder = fileURLToPath(new URL('../../', here))

/** A command line that cannot be carried out. */
class Misuse extends Error {}

const options = {
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

type OptionName = keyof typeof options

interface Call {
  readonly names: readonly string[]
  readonly values: {
    readonly [Name in OptionName]?: (typeof options)[Name] extends { readonly multiple: true }
      ? readonly string[]
      : (typeof options)[Name]['type'] extends 'string'
        ? string
        : boolean
  }
}

interface CommandEntry {
  /** The options that it takes. */
  readonly takes: readonly OptionName[]
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

const commands: Readonly<Record<string, CommandEntry>> = {
  demo: {
    takes: ['port'],
    names: 0,
    run: ({ values: { port } }, console) => demo({ port }, console),
  },
  list: {
    takes: ['guide', 'json'],
    names: Number.POSITIVE_INFINITY,
    run: ({ names, values: { guide = false, json = false } }, console) => {
      if (names.some((word) => word.trim() === ''))
        throw new Misuse('An empty word finds nothing. Leave it out, or give another.')
      return list({ text: names.length === 0 ? undefined : names.join(' '), guide, json }, console)
    },
  },
  serve: {
    takes: ['port', 'host', 'origin', 'cert', 'key', 'dialect', 'webhook'],
    names: 0,
    run: async ({ values }, console) => {
      // Its library is loaded for this command alone.
      const { serve } = await import('./serve.ts')
      const { port, host, cert, key, dialect, origin: origins = [], webhook: webhooks = [] } = values
      return await serve({ ...{ port, host, cert, key, dialect, origins, webhooks }, folder: scriptFolder }, console)
    },
  },
  explain: {
    takes: ['json'],
    names: 1,
    run: (call, console) =>
      explain(
        demandNames(call, 'a failure, such as Session.connect/expired-token')[0] ?? '',
        call.values.json ?? false,
        console,
      ),
  },
  validate: { takes: ['json', 'reporter', 'bail', 'watch'], names: Number.POSITIVE_INFINITY, run: validateCall },
  play: {
    takes: ['json', 'reporter', 'bail', 'watch', 'jobs', 'dialect', 'sequence', 'brief'],
    names: Number.POSITIVE_INFINITY,
    run: playCall,
  },
}

function read(argv: readonly string[]): { readonly name: string | undefined; readonly call: Call } {
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...argv],
      options,
      allowPositionals: true,
      tokens: true,
    })
    demandOnce(tokens.flatMap((token) => (token.kind === 'option' ? [token] : [])))
    const [name, ...names] = positionals
    return { name, call: { names, values } }
  } catch (error) {
    throw error instanceof Misuse ? error : new Misuse(aboutOption(messageOf(error)))
  }
}

/** Node's sentence about an option, with the option that was meant. */
function aboutOption(message: string): string {
  const stranger = /^Unknown option '(--?[^'=]*)/.exec(message)?.[1]
  if (stranger === undefined)
    return `${message.split('\n')[0]?.replace(/\.$/, '')}. "fake-opentok --help" shows how each option is given.`
  const known = Object.keys(options).map((name) => `--${name}`)
  return `There is no option ${stranger}.${didYouMean(stranger, known)} "fake-opentok --help" shows them all.`
}

const isMultiple = (name: string): boolean =>
  Object.entries(options).some(([one, how]) => one === name && 'multiple' in how)

/** An option that is given again: the first of the two would have no effect. One that may be given several times has other values. */
function demandOnce(given: readonly { readonly name: string; readonly value?: string | undefined }[]): void {
  const isSame = (one: (typeof given)[number], other: (typeof given)[number]): boolean =>
    one.name === other.name && (!isMultiple(one.name) || one.value === other.value)
  const again = given.find((one, index) => given.findIndex((other) => isSame(one, other)) < index)
  if (again === undefined) return
  const what = isMultiple(again.name) ? `--${again.name} ${again.value}` : `--${again.name}`
  throw new Misuse(`${what} is given more than once. Give it once.`)
}

function demandCommand(name: string): CommandEntry {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command !== undefined) return command
  const known = Object.keys(commands)
  if (name === 'help' || name === 'version') throw new Misuse(`There is no command "${name}". Say --${name}.`)
  throw new Misuse(`There is no command "${name}".${didYouMean(name, known)} There are: ${known.join(', ')}.`)
}

/** @throws Misuse for options and names that would have no effect. */
function demandFitting(name: string, { takes, names }: CommandEntry, call: Call): void {
  const stray = Object.keys(call.values).find((option) => !takes.some((one) => one === option))
  if (stray !== undefined) {
    const known = takes.map((one) => `--${one}`).join(', ')
    throw new Misuse(`--${stray} has no effect with ${name}. It takes: ${known}.`)
  }
  const surplus = call.names[names]
  if (surplus === undefined) return
  const most = names === 0 ? 'no names' : 'one name'
  throw new Misuse(`${name} takes ${most}, and ${JSON.stringify(surplus)} was given too. Leave it out.`)
}

async function carryOut(argv: readonly string[], console: Console): Promise<ExitCode> {
  const { name, call } = read(argv)
  const { help = false, version: asksForVersion = false } = call.values
  if (asksForVersion) {
    console.out(version)
    return exitCodes.fine
  }
  if (help) {
    console.out(usage)
    return exitCodes.fine
  }
  if (name === undefined) throw new Misuse(`No command was given.\n\n${usage}`)
  const command = demandCommand(name)
  demandFitting(name, command, call)
  return await command.run(call, console)
}

const isBadInput = (error: unknown): error is Error =>
  error instanceof Misuse || error instanceof ScenarioError || error instanceof RangeError

/** Carries out a command line, without the name of the program; gives the exit code. */
export async function run(argv: readonly string[], console: Console): Promise<ExitCode> {
  try {
    return await carryOut(argv, console)
  } catch (error) {
    if (!isBadInput(error)) throw error
    console.err(paintsFor(console).bad(error.message))
    return exitCodes.misuse
  }
}
