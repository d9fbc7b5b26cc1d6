// npm run bench: the built package against the real SDK, and against itself with more people in the room.
// Only the ratios say something: the times are this machine's, and this minute's.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { bundleSize } from './bundle-size.mjs'
import { importCosts } from './import-cost.mjs'
import { number, printTable } from './measure.mjs'
import { emitterCost, participantBytes, resetCost, signalCost } from './world.mjs'

const ours = 'fake-opentok'
const real = '@vonage/client-sdk-video'

const times = (a, b) => `${number(b / a, 1)} times less`

async function againstTheRealSdk() {
  const [own, other] = await importCosts([ours, real], 7)
  const [ownSize, otherSize] = [await bundleSize(ours), await bundleSize(real)]
  const row = (what, get, digits, unit, [a, b]) => [
    what,
    `${number(get(a), digits)} ${unit}`,
    `${number(get(b), digits)} ${unit}`,
    times(get(a), get(b)),
  ]
  printTable([
    ['', ours, 'real SDK', ''],
    row('import, fresh process with happy-dom', ({ ms }) => ms, 0, 'ms', [own, other]),
    row('heap after import', ({ heapMB }) => heapMB, 1, 'MB', [own, other]),
    row('bundle, minified', ({ raw }) => raw / 1000, 0, 'kB', [ownSize, otherSize]),
    row('bundle, gzip', ({ gzip }) => gzip / 1000, 0, 'kB', [ownSize, otherSize]),
  ])
}

async function eventsByPeople() {
  const emitter = await emitterCost()
  const rows = []
  await signalCost(50) // The first run is slower than all others, whoever is in the room.
  for (const people of [10, 50, 500]) rows.push({ people, cost: await signalCost(people) })
  printTable([
    ['people in the room', 'per event', 'deliveries/s', 'of 10 people', "of Node's emit()"],
    ...rows.map(({ people, cost }) => [
      String(people),
      `${number(cost, 2)} µs`,
      number(1e6 / cost),
      `${number(cost / rows[0].cost, 2)} times`,
      `${number(cost / emitter, 0)} times`,
    ]),
  ])
}

async function worlds() {
  const idle = await resetCost({ connected: false })
  const connected = await resetCost({ connected: true })
  printTable([
    ['a world', ''],
    ['reset() with ten clients', `${number(idle)} µs`],
    ['reset() with ten clients in one session', `${number(connected)} µs`],
    ['heap for a remote person', `${number((await participantBytes({ publishing: false })) / 1000, 1)} kB`],
    ['heap for one who publishes', `${number((await participantBytes({ publishing: true })) / 1000, 1)} kB`],
  ])
}

// Memory is only comparable after a collection, which Node grants to those who ask for it at the start.
if (globalThis.gc === undefined) {
  const { status } = spawnSync(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url)], { stdio: 'inherit' })
  process.exit(status ?? 1)
}

console.log(`Node ${process.versions.node}, medians of several runs; only the ratios are judged.\n`)
await againstTheRealSdk()
await eventsByPeople()
await worlds()
