// The room that a world takes, and the time to make it new again.
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { getHeapCodeStatistics } from 'node:v8'
import { gzipSync } from 'node:zlib'
import { createSimulator } from './built.mjs'
import { medianOf, processorTime } from './measure.mjs'
import { ordinaryTest } from './ordinary-test.mjs'
import { clientsOf, connect } from './world.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Microseconds of processor time that `reset()` takes with ten clients, which are in the same session or have not connected. */
export async function resetCost({ connected }, rounds = 60) {
  const simulator = createSimulator()
  return medianOf(
    rounds,
    async () => {
      for (const client of clientsOf(simulator, 10)) if (connected) await connect(simulator, client)
      return processorTime(() => simulator.reset())
    },
    20,
  )
}

const heapUsed = () => {
  globalThis.gc()
  return process.memoryUsage().heapUsed
}

/** Bytes of heap for one remote person, in the room, in the client that hears of them, and in the journal if it is on. */
export function participantBytes({ publish, journal = true }, people = 4000) {
  return medianOf(
    3,
    async () => {
      const simulator = createSimulator(journal ? {} : { journalCap: 1 })
      await connect(simulator, simulator)
      const room = simulator.room()
      const before = heapUsed()
      const crowd = room.crowd({ people, publish })
      await simulator.settled()
      const bytes = (heapUsed() - before) / crowd.people.length
      simulator.dispose()
      return bytes
    },
    1,
  )
}

/** Bytes of heap in use, but for the engine's own code: what it makes of functions that are called often grows for minutes. */
function objectBytes() {
  const used = heapUsed()
  const { code_and_metadata_size: code, bytecode_and_metadata_size: bytecode } = getHeapCodeStatistics()
  return used - code - bytecode
}

/** Bytes of objects that tests leave behind in a world that is reset after each, between the thousandth and the last. */
export async function heapLeftBehind(tests = 10_000) {
  const simulator = createSimulator()
  const run = async (count) => {
    for (let done = 0; done < count; done++) await ordinaryTest(simulator)
    return objectBytes()
  }
  const before = await run(1000)
  const bytes = (await run(tests - 1000)) - before
  simulator.dispose()
  return bytes
}

/** The size of the script build in bytes, compressed. */
export const scriptSize = async () => gzipSync(await readFile(`${root}dist/fake-opentok.iife.js`)).length

/** Runs before the command line: tells how much of the processor it took. */
const tellTime =
  'process.on("exit", () => { const { user, system } = process.cpuUsage(); console.error("µs " + (user + system)) })'

/** Seconds of processor time to play every fixture of a repository with its command line, its start included. */
export function fixturesPlayed(folder = root) {
  const words = ['--import', `data:text/javascript,${encodeURIComponent(tellTime)}`, 'dist/entry/cli/main.js']
  const { status, stdout, stderr } = spawnSync(process.execPath, [...words, 'play', 'fixtures/scenarios'], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The fixtures do not play:\n${stdout.slice(-2000)}`)
  return Number(/µs (\d+)/.exec(stderr)?.[1]) / 1e6
}
