// What a build costs where a world is at work. Prints, as JSON, microseconds of processor time. A process of its own: it measures
// the build that the variable BENCH_BUILD names, or the one of this repository (test/bench/built.mjs).
//   node test/bench/costs.mjs
import { deliveryCost } from './deliveries.mjs'
import { resetCost } from './footprint.mjs'

const amongClients = (clients) => deliveryCost({ clients, deliveries: 50_000, rounds: 5 })

await amongClients(10) // The first run is slower than all others.
const few = await amongClients(10)
const many = await amongClients(1000)
const signal = await deliveryCost({ rounds: 5 })
const reset = await resetCost({ connected: false })
console.log(JSON.stringify({ signal, few, many, reset }))
process.exit(0)
