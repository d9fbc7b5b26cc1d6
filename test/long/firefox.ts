import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'

const usualPlaces = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox']

/** The path of a Firefox, or undefined; FIREFOX_PATH, where it is set, is the only place to look. */
export function findFirefox(): string | undefined {
  const { FIREFOX_PATH: chosen } = process.env
  return (chosen ? [chosen] : usualPlaces).find((path) => existsSync(path))
}

/** No question, no first page, no look for news; sound and camera are not asked for. */
const preferences = [
  'user_pref("browser.shell.checkDefaultBrowser", false);',
  'user_pref("app.update.enabled", false);',
  'user_pref("datareporting.policy.dataSubmissionEnabled", false);',
  'user_pref("toolkit.telemetry.enabled", false);',
  'user_pref("media.autoplay.default", 0);',
].join('\n')

interface Answer {
  readonly id?: number
  readonly type?: string
  readonly result?: Readonly<Record<string, unknown>>
  readonly message?: string
}

/** A tab of a Firefox. */
export interface FirefoxTab {
  open(address: string): Promise<void>
  /** The value of an expression, which may be a promise, as JSON. */
  evaluate(expression: string): Promise<unknown>
  /** Brings the tab to the front: Firefox plays and draws nothing in a tab that is hidden. */
  show(): Promise<void>
  close(): Promise<void>
}

/** A Firefox without a window, which is spoken to by WebDriver BiDi. */
export class Firefox {
  readonly #program: ChildProcess
  readonly #profile: string
  #socket: WebSocket | undefined
  #asked = 0
  readonly #open: Map<number, (answer: Answer) => void> = new Map()

  constructor(path: string) {
    this.#profile = mkdtempSync(join(tmpdir(), 'fake-opentok-firefox-'))
    writeFileSync(join(this.#profile, 'user.js'), preferences)
    const args = ['--headless', '--no-remote', '--profile', this.#profile, '--remote-debugging-port', '0']
    this.#program = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  }

  async begin(): Promise<void> {
    const address = await new Promise<string>((resolve, reject) => {
      let said = ''
      this.#program.once('exit', (code) => reject(new Error(`Firefox has ended with ${code}: ${said}`)))
      this.#program.stderr?.on('data', (part: Buffer) => {
        said += String(part)
        const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1]
        if (found !== undefined) resolve(found)
      })
    })
    const socket = new WebSocket(`${address}/session`)
    this.#socket = socket
    socket.on('message', (data) => this.#hear(JSON.parse(String(data))))
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    await this.#ask('session.new', { capabilities: {} })
  }

  async tab(): Promise<FirefoxTab> {
    const { context } = await this.#ask('browsingContext.create', { type: 'tab' })
    const evaluate = async (expression: string): Promise<unknown> => {
      const inPage = `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`
      const given = { expression: inPage, target: { context }, awaitPromise: true }
      const { result, exceptionDetails } = await this.#ask('script.evaluate', given)
      if (exceptionDetails !== undefined) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`)
      return JSON.parse(String(Reflect.get(Object(result), 'value')))
    }
    return {
      evaluate,
      open: async (url) => void (await this.#ask('browsingContext.navigate', { context, url, wait: 'complete' })),
      show: async () => void (await this.#ask('browsingContext.activate', { context })),
      close: async () => void (await this.#ask('browsingContext.close', { context })),
    }
  }

  async end(): Promise<void> {
    this.#socket?.close()
    const gone = new Promise((resolve) => this.#program.once('exit', resolve))
    this.#program.kill()
    await gone
    rmSync(this.#profile, { recursive: true, force: true })
  }

  #hear(answer: Answer): void {
    if (answer.id === undefined) return
    this.#open.get(answer.id)?.(answer)
    this.#open.delete(answer.id)
  }

  #ask(method: string, params: object): Promise<Readonly<Record<string, unknown>>> {
    const id = ++this.#asked
    return new Promise((resolve, reject) => {
      this.#open.set(id, ({ type, result, message }) =>
        type === 'success' && result !== undefined ? resolve(result) : reject(new Error(`${method}: ${message}`)),
      )
      this.#socket?.send(JSON.stringify({ id, method, params }))
    })
  }
}
