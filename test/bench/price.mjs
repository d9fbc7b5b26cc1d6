// The price of a test: what a suite pays again and again. Prints, as JSON, the microseconds of processor time for one, and
// how many functions it calls, the page's apart. A process of its own: a page's globals have to be there before the package.
//   node test/bench/price.mjs <headless|happy-dom|jsdom> <folder of a build, or "mock"> [counts: without the time]
import { Session } from 'node:inspector/promises'
import { pathToFileURL } from 'node:url'
import { handMock } from './hand-mock.mjs'
import { leastOf, processorTime } from './measure.mjs'
import { ordinaryTest } from './ordinary-test.mjs'

const [environment = 'headless', build = 'dist', wanted] = process.argv.slice(2)

async function windowOf(name) {
  if (name === 'happy-dom') return new (await import('happy-dom')).Window({ url: 'https://localhost/' })
  const { JSDOM } = await import('jsdom')
  return new JSDOM('', { url: 'https://localhost/', pretendToBeVisual: true }).window
}

const replaced = ['document', 'navigator', 'location', 'Event', 'CustomEvent', 'EventTarget']

const define = (key, value) => Object.defineProperty(globalThis, key, { configurable: true, writable: true, value })

/** Gives this process the globals of a page, as the environments of test runners do. */
async function openPage(name) {
  const page = await windowOf(name)
  const missing = Object.getOwnPropertyNames(page).filter((key) => !(key in globalThis) && !key.startsWith('_'))
  for (const key of [...missing, ...replaced]) define(key, page[key])
  define('window', globalThis)
}

async function simulatorOf(folder) {
  if (folder === 'mock') return handMock()
  const { simulator } = await import(new URL('simulator.js', pathToFileURL(`${folder}/`)).href)
  return simulator
}

if (environment !== 'headless') await openPage(environment)
const simulator = await simulatorOf(build)
const aTest = () => ordinaryTest(simulator)

/** Functions called by one test, by whose they are: the same on every machine, and under every load. */
async function callsOf(times) {
  const inspector = new Session()
  inspector.connect()
  await inspector.post('Profiler.enable')
  await inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  await inspector.post('Profiler.takePreciseCoverage')
  for (let done = 0; done < times; done++) await aTest()
  const { result } = await inspector.post('Profiler.takePreciseCoverage')
  inspector.disconnect()
  const countIn = (isWanted) =>
    result
      .filter(({ url }) => isWanted(url))
      .flatMap(({ functions }) => functions)
      .reduce((sum, { ranges }) => sum + ranges[0].count, 0)
  const isLibrary = (url) => url.includes('/node_modules/') && !url.includes('/fake-opentok/')
  const calls = Math.round(countIn((url) => url.startsWith('file:') && !isLibrary(url)) / times)
  return { calls, pageCalls: Math.round(countIn(isLibrary) / times) }
}

const many = 20
const oneRound = async () => {
  for (let done = 0; done < many; done++) await aTest()
}
/** Microseconds of processor time for one test. */
const costOfOne = async () => (await leastOf(12, () => processorTime(oneRound), 4)) / many

// What is made once is not counted.
await aTest()
const µs = wanted === 'counts' ? undefined : await costOfOne()
console.log(JSON.stringify({ µs, ...(await callsOf(10)) }))
process.exit(0)
