// Imports one package in this fresh process, and prints what it cost as JSON: { ms, heapMB }.
// The real SDK throws where there is no page, so both are imported in what a test worker is: a process in which
// vitest's own happy-dom environment is installed. Like there, the package itself is loaded by Node, untransformed.
import { builtinEnvironments } from 'vitest/runtime'

const [name] = process.argv.slice(2)
await builtinEnvironments['happy-dom'].setup(globalThis, {})

const heap = () => {
  globalThis.gc()
  return process.memoryUsage().heapUsed
}

const before = heap()
const start = performance.now()
await import(name)
const ms = performance.now() - start
console.log(JSON.stringify({ ms, heapMB: (heap() - before) / 1e6 }))
process.exit(0)
