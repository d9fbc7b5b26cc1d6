import { readdirSync, readFileSync } from 'node:fs'
import vm from 'node:vm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { tellingStatement, tellThatSimulated } from '../kernel/test-runner.ts'

const line = (where: string): string => `fake-opentok: calls are simulated, and no video service is called (${where}).`
const said: string[] = []

vi.setConfig({ testTimeout: 60_000 })

beforeEach(() => {
  said.length = 0
  vi.spyOn(console, 'info').mockImplementation((text: string) => void said.push(text))
  vi.resetModules()
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** Calls a function as if no test runner were there. */
function withoutRunner<Result>(call: () => Result): Result {
  const { VITEST } = process.env
  const mark: unknown = Reflect.get(globalThis, '__vitest_worker__')
  delete process.env['VITEST']
  Reflect.deleteProperty(globalThis, '__vitest_worker__')
  try {
    return call()
  } finally {
    if (VITEST !== undefined) process.env['VITEST'] = VITEST
    Reflect.set(globalThis, '__vitest_worker__', mark)
  }
}

class Line {
  addEventListener(): void {}
  removeEventListener(): void {}
  send(): void {}
  close(): void {}
}

test('a world that is joined over the network says once that calls are simulated', async () => {
  const { joinWorld } = await import('./offline.ts')
  const options: object = { WebSocket: Line, view: 'headless' }
  const join = (): void => joinWorld('ws://127.0.0.1:1/', options).dispose()
  join()
  expect(said).toEqual([])
  withoutRunner(join)
  withoutRunner(join)
  expect(said).toEqual([line('fake-opentok/offline takes part in ws://127.0.0.1:1/')])
})

test('a server with the plugin of Vite says so, and a test runner’s does not', async () => {
  const { openTok } = await import('./vite.ts')
  const { configureServer } = openTok()
  const start = (): void => {
    if (typeof configureServer === 'function') Reflect.apply(configureServer, {}, [{ middlewares: { use: () => {} } }])
  }
  start()
  expect(said).toEqual([])
  withoutRunner(start)
  expect(said).toEqual([line('the plugin of fake-opentok/vite stands for the real SDK')])
})

test('what a bundler builds says so where it runs, and not under a test runner', () => {
  const run = (host: object): readonly string[] => {
    const heard: string[] = []
    vm.runInNewContext(tellingStatement('a build'), {
      ...host,
      console: { info: (text: string) => void heard.push(text) },
    })
    return heard
  }
  expect(run({})).toEqual([line('a build')])
  expect(run({ navigator: { webdriver: false }, process: { env: { NODE_ENV: 'production' } } })).toEqual([
    line('a build'),
  ])
  expect(run({ __vitest_worker__: {} })).toEqual([])
  expect(run({ process: { env: { JEST_WORKER_ID: '1' } } })).toEqual([])
  expect(run({ navigator: { webdriver: true } })).toEqual([])
})

test('no other entrance says it', () => {
  const folder = new URL('./', import.meta.url)
  const tell = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .filter((path) => readFileSync(new URL(path, folder), 'utf8').includes('tellThatSimulated'))
  expect(tell.sort()).toEqual(['offline.ts', 'script.ts', 'vite.ts'])
  expect(typeof tellThatSimulated).toBe('function')
})
