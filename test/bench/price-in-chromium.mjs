// The price of a test in Chromium, as test/bench/price.mjs has it for Node: microseconds of the page's main thread for one test, and
// how many functions it calls.
//   node test/bench/price-in-chromium.mjs Chromium <folder of a build, or "mock">
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { chromiumFlags, findChromium } from '../../scripts/chromium.mjs'

const [, build = 'dist'] = process.argv.slice(2)
const here = fileURLToPath(new URL('.', import.meta.url))
const origin = 'https://bench.test'

/** What the mock by hand needs of Node. */
const emitter = `export class EventEmitter {
  #listeners = new Map()
  on(type, run) { this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), run]); return this }
  emit(type, event) { for (const run of this.#listeners.get(type) ?? []) run(event) }
}`

const importMap = JSON.stringify({ imports: { 'node:events': `${origin}/events.js` } })
const document = `<!doctype html><script type="importmap">${importMap}</script><body></body>`

function answer(pathname) {
  if (pathname === '/') return { contentType: 'text/html', body: document }
  const [, folder, ...rest] = pathname.split('/')
  const body =
    pathname === '/events.js' ? emitter : readFileSync(join(folder === 'build' ? build : here, ...rest), 'utf8')
  return { contentType: 'text/javascript', body }
}

/** Runs in the page: so many tests. */
async function play({ module, times }) {
  const { ordinaryTest } = await import('/bench/ordinary-test.mjs')
  const loaded = await import(module)
  globalThis.simulated ??= loaded.simulator ?? loaded.handMock()
  for (let done = 0; done < times; done++) await ordinaryTest(globalThis.simulated)
}

/** Microseconds that the main thread of the page has worked. */
async function worked(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1e6
}

async function leastPrice(page, devtools, module) {
  const times = 10
  let least = Number.POSITIVE_INFINITY
  for (let round = -2; round < 5; round++) {
    const before = await worked(devtools)
    await page.evaluate(play, { module, times })
    if (round >= 0) least = Math.min(least, ((await worked(devtools)) - before) / times)
  }
  return least
}

async function callsOf(page, devtools, module) {
  const times = 5
  await devtools.send('Profiler.enable')
  await devtools.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  await devtools.send('Profiler.takePreciseCoverage')
  await page.evaluate(play, { module, times })
  const { result } = await devtools.send('Profiler.takePreciseCoverage')
  const functions = result.filter(({ url }) => url.startsWith(origin)).flatMap((one) => one.functions)
  return Math.round(functions.reduce((sum, { ranges }) => sum + ranges[0].count, 0) / times)
}

const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags })
try {
  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
  await page.route(`${origin}/**`, (route) => route.fulfill(answer(new URL(route.request().url()).pathname)))
  await page.goto(`${origin}/`)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const module = build === 'mock' ? '/bench/hand-mock.mjs' : '/build/simulator.js'
  const µs = await leastPrice(page, devtools, module)
  // The page's own functions are the browser's: there is nothing to count of them.
  console.log(JSON.stringify({ µs, calls: await callsOf(page, devtools, module), pageCalls: 0 }))
} finally {
  await browser.close()
}
