/** The words of `--help`: of the program, and of each command with its options and their defaults. */

export const usage = `fake-opentok: a stand-in for the OpenTok / Vonage Video web SDK that fails on demand

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

Each command has a page of its own: fake-opentok serve --help
Ends with 0 when all is well, 1 when an expectation was not met, 2 for a wrong call or bad input.`

/** The words about one command. */
export interface CommandWords {
  /** The names that follow the command's own. */
  readonly names: string
  /** The work of the command, in a sentence. */
  readonly does: string
  /** A call that a reader can paste. */
  readonly example: string
}

/** An option of a command: the value that it takes (empty: none), and what it does, with its default. */
export type OptionWords = readonly [value: string, meaning: string]

const indent = 2
const gap = 3

/** The page of one command. */
export function helpOf(
  name: string,
  { names, does, example }: CommandWords,
  options: Readonly<Record<string, OptionWords>>,
): string {
  const rows = Object.entries(options).map(([option, [value, meaning]]) => [`--${option} ${value}`.trim(), meaning])
  const width = Math.max(...rows.map(([option = '']) => option.length)) + gap
  const call = ['fake-opentok', name, names, '[options]'].filter((part) => part !== '').join(' ')
  const lines = rows.map(([option = '', meaning = '']) => `${' '.repeat(indent)}${option.padEnd(width)}${meaning}`)
  return [call, '', does, '', ...lines, '', `Example: ${example}`].join('\n')
}
