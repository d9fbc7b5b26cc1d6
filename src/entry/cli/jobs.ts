import { spawn } from 'node:child_process'
import type { Console } from './console.ts'
import { joinPlays, type Plays, type PlayWishes } from './plays.ts'
import type { ScenarioFile } from './scenario-files.ts'

/** Runs this program in a process of its own, and resolves with its output. */
function said(program: string, args: readonly string[], folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.on('data', (part) => {
      out += part
    })
    child.stderr.on('data', (part) => {
      err += part
    })
    child.on('error', reject)
    child.on('close', () =>
      out === '' ? reject(new Error(`A job of fake-opentok ended without a word.\n${err}`)) : resolve(out),
    )
  })
}

const argumentsFor = (files: readonly ScenarioFile[], { dialect, sequence, bail }: PlayWishes): readonly string[] => [
  'play',
  ...files.map(({ name }) => name),
  ...['--json', '--dialect', dialect],
  ...(sequence ? ['--sequence'] : []),
  ...(bail ? ['--bail'] : []),
]

// The outcome of a run, as --json prints it.
interface Printed {
  readonly scenarios: number
  readonly reports: readonly (Plays['plays'][number]['report'] & {
    readonly file: string
    readonly sequence?: string
    readonly tookMs: number
  })[]
  readonly unusable: Plays['unusable']
}

function playsFrom({ scenarios, reports, unusable }: Printed): Plays {
  const plays = reports.map(({ file, sequence = '', tookMs, ...report }) => ({
    file,
    report,
    picture: sequence,
    tookMs,
  }))
  return { scenarios, plays, unusable }
}

/** Plays files in several processes at once. With `bail` each of them ends at its own first failure. */
export async function playInJobs(
  files: readonly ScenarioFile[],
  wishes: PlayWishes,
  jobs: number,
  { program, folder }: Console,
): Promise<Plays> {
  const lots = Array.from({ length: jobs }, (_, job) => files.filter((_file, index) => index % jobs === job))
  const parts = lots
    .filter((lot) => lot.length > 0)
    .map(async (lot) => playsFrom(JSON.parse(await said(program, argumentsFor(lot, wishes), folder))))
  return joinPlays(await Promise.all(parts), files)
}
