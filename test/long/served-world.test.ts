import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { joinWorld } from '../../src/entry/offline.ts'
import type { Simulator } from '../../src/simulator.ts'

const people = 100
const killed = 20
const minuteMs = 60_000
const signalEveryMs = 1000

const main = fileURLToPath(new URL('../../dist/entry/cli/main.js', import.meta.url))

interface Client {
  readonly simulator: Simulator
  readonly session: ReturnType<Simulator['OT']['initSession']>
  readonly lines: WebSocket[]
  /** What it has heard of each sender, by the numbers of their signals. */
  readonly heard: Map<string, number[]>
}

/** Starts `fake-opentok serve` as a program of its own. */
function startServe(): Promise<{ readonly address: string; readonly pid: number; stop(): void }> {
  const program = spawn(process.execPath, [main, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    let said = ''
    program.once('exit', (code) => reject(new Error(`serve has ended with ${code}. Build first: npm run build`)))
    program.stdout.on('data', (part: Buffer) => {
      said += String(part)
      const address = /ws:\/\/[\d.]+:\d+\//.exec(said)?.[0]
      if (address !== undefined) resolve({ address, pid: program.pid ?? 0, stop: () => void program.kill() })
    })
  })
}

/** Memory of a program in bytes, where the system tells. */
function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

function open(address: string): Client {
  const lines: WebSocket[] = []
  class Line extends WebSocket {
    constructor(target: string) {
      super(target)
      lines.push(this)
    }
  }
  const simulator = joinWorld(address, { WebSocket: Line, view: 'headless', journalCap: 100 })
  const { apiKey, sessionId, token } = simulator.credentials({ session: 'load' })
  const session = simulator.OT.initSession(apiKey, sessionId)
  const heard = new Map<string, number[]>()
  session.on('signal', ({ data }) => {
    const [from = '', number = ''] = String(data).split(' ')
    heard.set(from, [...(heard.get(from) ?? []), Number(number)])
  })
  session.connect(token)
  return { simulator, session, lines, heard }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

test('a hundred clients signal for a minute, twenty are killed, and nothing is lost for the others', async () => {
  const served = await startServe()
  const before = memoryOf(served.pid)
  const clients = Array.from({ length: people }, () => open(served.address))
  await expect
    .poll(() => clients.filter(({ session }) => session.currentState === 'connected').length, { timeout: 120_000 })
    .toBe(people)
  const connected = memoryOf(served.pid)
  let sent = 0
  const begun = Date.now()
  const staying = clients.slice(killed)
  while (Date.now() - begun < minuteMs) {
    const round = Math.floor((Date.now() - begun) / signalEveryMs)
    // A tenth of them speak in each round.
    for (let at = round % 10; at < staying.length; at += 10) {
      staying[at]?.session.signal({ data: `${at} ${sent++}` })
    }
    if (round === 20) {
      for (const { lines, simulator } of clients.slice(0, killed)) {
        for (const line of lines) line.terminate()
        simulator.dispose()
      }
    }
    await wait(Math.max(0, (round + 1) * signalEveryMs - (Date.now() - begun)))
  }
  const heardBy = ({ heard }: Client): number => [...heard.values()].reduce((sum, { length }) => sum + length, 0)
  await expect.poll(() => staying.map(heardBy), { timeout: 120_000 }).toEqual(staying.map(() => sent))
  const seconds = (Date.now() - begun) / 1000
  for (const { heard } of staying) {
    for (const numbers of heard.values()) expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  }
  const delivered = staying.reduce((sum, client) => sum + heardBy(client), 0)
  const perClient = (connected - before) / people / 1000
  console.info(
    `${people} clients for ${seconds.toFixed(0)} s, ${killed} killed: ${(delivered / seconds).toFixed(0)} signals delivered a second, ${perClient.toFixed(0)} kB of the host's memory for each client, nothing lost.`,
  )
  for (const { simulator } of staying) simulator.dispose()
  served.stop()
})
