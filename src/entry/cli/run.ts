import { parseArgs } from 'node:util'
import { version } from '../../author/this-package.ts'
import { didYouMean } from '../../kernel/nearest.ts'
import { messageOf } from '../../kernel/values.ts'
import { ScenarioError } from '../../scenario/scenario.ts'
import { type Call, type CommandEntry, commands, Misuse, options } from './commands.ts'
import { type Console, type ExitCode, exitCodes, paintsFor } from './console.ts'
import { helpOf, usage } from './usage.ts'

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
    if (error instanceof Misuse) throw error
    const name = argv.find((word) => Object.hasOwn(commands, word))
    throw new Misuse(aboutOption(messageOf(error), name))
  }
}

const optionsOf = ({ takes }: CommandEntry): readonly string[] => [...Object.keys(takes), 'help']

/** Node's sentence about an option, with the option of the command that was meant. */
function aboutOption(message: string, name: string | undefined): string {
  const command = name === undefined ? undefined : commands[name]
  const help = `"${['fake-opentok', ...(name === undefined ? [] : [name]), '--help'].join(' ')}"`
  const stranger = /^Unknown option '(--?[^'=]*)/.exec(message)?.[1]
  if (stranger === undefined)
    return `${message.split('\n')[0]?.replace(/\.$/, '')}. ${help} shows how each option is given.`
  const known = (command === undefined ? Object.keys(options) : optionsOf(command)).map((one) => `--${one}`)
  const lacking = command === undefined ? `There is no option ${stranger}.` : `${name} has no option ${stranger}.`
  return `${lacking}${didYouMean(stranger, known)} ${help} shows them all.`
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
  const stray = Object.keys(call.values).find((option) => !Object.hasOwn(takes, option))
  if (stray !== undefined) {
    const known = Object.keys(takes)
      .map((one) => `--${one}`)
      .join(', ')
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
  if (name === undefined && !help) throw new Misuse(`No command was given.\n\n${usage}`)
  const command = name === undefined ? undefined : demandCommand(name)
  if (name === undefined || command === undefined || help) {
    console.out(name === undefined || command === undefined ? usage : helpOf(name, command.words, command.takes))
    return exitCodes.fine
  }
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
