import { fileURLToPath } from 'node:url'
import { type Console, type ExitCode, exitCodes, paintsFor } from './console.ts'
import { codeOf, portFrom, usualPorts } from './listening.ts'
import { type ServedPages, servePages } from './page-server.ts'

// In the package, the command lies in dist/entry/cli and the demo's pages in dist/demo.
const here = import.meta.url

export interface DemoOptions {
  /** As the command line has it; undefined: the usual one, or any that is free. */
  readonly port: string | undefined
  /** Where the built pages lie. */
  readonly folder?: string
}

async function serve(folder: string, asked: number | undefined, say: (line: string) => void): Promise<ServedPages> {
  try {
    return await servePages(folder, asked ?? usualPorts.demo)
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE' && asked === undefined) {
      say(`Port ${usualPorts.demo} is taken, perhaps by another demo; so this one has a port that is free.`)
      return await servePages(folder, 0)
    }
    if (codeOf(error) === 'EADDRINUSE') {
      throw new RangeError(
        `Port ${asked} is taken by another program. Give another one with --port, or leave --port out.`,
      )
    }
    if (codeOf(error) === 'EACCES') {
      throw new RangeError(`Port ${asked} may not be used by you. Give one from 1024 up with --port, or leave it out.`)
    }
    if (codeOf(error) === 'ENOENT') {
      throw new RangeError(
        `The pages of the demo are not at ${folder}. Install the package anew; in a clone, run: npm run build`,
      )
    }
    throw error
  }
}

/** `fake-opentok demo`: serves the meeting with its panel until it is ended; resolves once it is there. */
export async function demo(
  { port, folder = fileURLToPath(new URL('../../demo/', here)) }: DemoOptions,
  console: Console,
): Promise<ExitCode> {
  const paints = paintsFor(console)
  const { address } = await serve(folder, port === undefined ? undefined : portFrom(port), (line) =>
    console.out(paints.quiet(line)),
  )
  console.out(`A meeting to break: ${paints.strong(address)}`)
  console.out(
    'Open it in a browser, join, and break the call with the panel beside it. A second tab is in the same call.',
  )
  console.out(paints.quiet('No service is called. It is served to this machine alone. Ctrl+C ends it.'))
  return exitCodes.fine
}
