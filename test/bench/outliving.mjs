// What a test leaves to the old collection: prints, as JSON, the bytes of one test that a young collection does not take.
//   node --expose-gc test/bench/outliving.mjs <folder of a build>
// V8 takes what is young often and cheaply, and copies what outlives that. Nothing of a test is in use when its world was reset, so that
// each byte here hangs on something old: see "What a collection must not copy" in docs/performance.md.
import { pathToFileURL } from 'node:url'
import { ordinaryTest } from './ordinary-test.mjs'

const [build = 'dist'] = process.argv.slice(2)
const { simulator } = await import(new URL('simulator.js', pathToFileURL(`${build}/`)).href)

const heap = () => process.memoryUsage().heapUsed

async function tests(count, each = () => {}) {
  for (let done = 0; done < count; done++) {
    await ordinaryTest(simulator)
    each()
  }
}

const takeYoung = () => globalThis.gc({ type: 'minor' })

await tests(400)
globalThis.gc()
globalThis.gc()
const before = heap()
const many = 100
await tests(many, takeYoung)
takeYoung()
takeYoung()
console.log(JSON.stringify({ outliving: Math.round((heap() - before) / many) }))
process.exit(0)
