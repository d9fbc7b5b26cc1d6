import { existsSync, type FSWatcher, statSync, watch } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { realTime } from '../../kernel/time/wall-clock.ts'
import { type Console, type ExitCode, exitCodes, paintsFor } from './console.ts'

/** Editors write a file in several strokes: what comes within this time is one change. */
const strokesMs = 100

/** Calls back when something changes in some files or folders; returns what ends that. */
function onChange(paths: readonly string[], changed: () => void): () => void {
  const watchers = paths
    .filter((path) => existsSync(path))
    .map((path): FSWatcher => {
      if (statSync(path).isDirectory()) return watch(path, { recursive: true }, changed)
      // The folder is watched, since editors put a new file in the place of the old one.
      return watch(dirname(path), (_, name) => {
        if (name === null || name === basename(path)) changed()
      })
    })
  return () => {
    for (const watcher of watchers) watcher.close()
  }
}

/** Runs a command, and again whenever something changes in what it names, until the console is told to stop. */
export async function watching(
  names: readonly string[],
  console: Console,
  run: () => Promise<ExitCode> | ExitCode,
): Promise<ExitCode> {
  const paths = names.map((name) => resolve(console.folder, name))
  const { quiet } = paintsFor(console)
  const { stop } = console
  const next = (): Promise<void> =>
    new Promise((done) => {
      const end = (): void => {
        close()
        stop?.removeEventListener('abort', end)
        done()
      }
      let strokes = 0
      const close = onChange(paths, () => {
        const own = ++strokes
        realTime.after(strokesMs, () => {
          if (own === strokes) end()
        })
      })
      stop?.addEventListener('abort', end)
    })
  while (stop?.aborted !== true) {
    const changed = next()
    await run()
    console.err(quiet('Waiting for a change. Ctrl+C ends it.'))
    await changed
  }
  return exitCodes.fine
}
