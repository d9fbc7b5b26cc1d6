// npm run bench [-- --before=<folder of another build>]: the built package against the real SDK, against emitters and mocks, and against itself with more people.
// Only the ratios say something: the times are this machine's, and this minute's. Ends with 1 where a cost that must be
// flat is not, by a generous bound.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { besides, buildIn } from './before.mjs'
import { bundleSize, sizeByRoom } from './bundle-size.mjs'
import { checkCosts } from './checks.mjs'
import { deliveryCost, emitterCost, mittCost, mockCost, turnCost } from './deliveries.mjs'
import { fixturesPlayed, heapLeftBehind, participantBytes, resetCost, scriptSize } from './footprint.mjs'
import { importCosts } from './import-cost.mjs'
import { number, printTable } from './measure.mjs'
import { momentCost, playedMeeting } from './meeting.mjs'
import { prices } from './prices.mjs'
import { whereTheTimeGoes } from './profile.mjs'
import { signallingWorld } from './world.mjs'

const ours = 'fake-opentok'
const real = '@vonage/client-sdk-video'

/** How much more an event may cost among the most than among the fewest. */
const flatByPeople = 3
/** A client's objects are cold by the time that it is its turn again, which many clients pay for in memory alone. */
const flatByClients = 12
const wantedByClients = 2.5

const targets = []
const target = (what, wanted, reached, isReached) =>
  targets.push([what, wanted, reached, isReached ? 'reached' : 'not reached'])

async function againstTheRealSdk() {
  const [own, other] = await importCosts([ours, real], 7)
  const [ownSize, otherSize] = [await bundleSize(ours), await bundleSize(real)]
  const row = (what, get, digits, unit, [a, b]) => [
    what,
    `${number(get(a), digits)} ${unit}`,
    `${number(get(b), digits)} ${unit}`,
    `${number(get(b) / get(a), 1)} times less`,
  ]
  printTable([
    ['', ours, 'real SDK', ''],
    row('import, fresh process with happy-dom', ({ ms }) => ms, 0, 'ms', [own, other]),
    row('heap after import', ({ heapMB }) => heapMB, 1, 'MB', [own, other]),
    row('bundle, minified', ({ raw }) => raw / 1000, 0, 'kB', [ownSize, otherSize]),
    row('bundle, gzip', ({ gzip }) => gzip / 1000, 0, 'kB', [ownSize, otherSize]),
  ])
  const faster = other.ms / own.ms
  target('import against the real SDK', 'at least 15 times', `${number(faster)} times faster`, faster >= 15)
  target('heap after import', 'at most 2 MB', `${number(own.heapMB, 1)} MB`, own.heapMB <= 2)
  // Sizes are held by test/budget/budget.json, not here.
  console.log(`The script for pages: ${number((await scriptSize()) / 1000)} kB gzip.\n`)
}

async function fanOut() {
  const receivers = 100
  const emitter = await emitterCost(receivers)
  const costs = [
    ["Node's EventEmitter, 100 listeners", emitter],
    ['mitt, 100 listeners', await mittCost(receivers)],
    ['a mock by hand with vi.fn, 100 clients', await mockCost(receivers)],
    [`${ours}, one client, 100 listeners`, await deliveryCost({ listeners: receivers, deliveries: 100_000 })],
    [`${ours}, 100 clients`, await deliveryCost({ clients: receivers, deliveries: 100_000 })],
    [`${ours}, one client, one listener`, await deliveryCost({})],
  ]
  printTable([
    ['one signal, per listener called', 'processor time', 'calls/s', "of Node's emit()"],
    ...costs.map(([what, cost]) => [
      what,
      `${number(cost, 3)} µs`,
      number(1e6 / cost),
      `${number(cost / emitter, 1)} times`,
    ]),
  ])
  console.log(`One turn of the host, which a signal takes: ${number(await turnCost(), 2)} µs.\n`)
  const [, clients] = costs.at(-2)
  const [, one] = costs.at(-1)
  target('a signal to one listener', 'under 2 µs', `${number(one, 2)} µs`, one < 2)
  target('deliveries a second, journal on, 100 clients', 'at least 1,000,000', number(1e6 / clients), clients <= 1)
}

/** Prints what something costs by a number that grows, and says how much more it costs at the end. */
async function byNumber(title, sizes, costOf) {
  await costOf(sizes[0]) // The first run is slower than all others, with anybody in the room.
  const rows = []
  for (const size of sizes) rows.push([size, await costOf(size)])
  const [[, first]] = rows
  printTable([
    [title, 'processor time', `of ${sizes[0]}`],
    ...rows.map(([size, cost]) => [number(size), `${number(cost, 2)} µs`, `${number(cost / first, 2)} times`]),
  ])
  return rows.at(-1)[1] / first
}

async function flatness() {
  const people = await byNumber('people in the room, per signal', [10, 50, 500], (size) =>
    deliveryCost({ people: size }),
  )
  const lively = await byNumber('people in a lively meeting, per entry of the journal', [10, 50, 500], (size) =>
    momentCost({ people: size }),
  )
  const clients = await byNumber('clients, per delivery', [10, 100, 1000], (size) =>
    deliveryCost({ clients: size, deliveries: 50_000, rounds: 5 }),
  )
  const times = (ratio) => `${number(ratio, 1)} times`
  target(
    'a signal among 500 people and among 10',
    `within ${flatByPeople} times`,
    times(people),
    people <= flatByPeople,
  )
  target(
    'a moment among 500 people and among 10',
    `within ${flatByPeople} times`,
    times(lively),
    lively <= flatByPeople,
  )
  target(
    'a delivery among 1,000 clients and 10',
    `within ${wantedByClients} times`,
    times(clients),
    clients <= wantedByClients,
  )
  return people <= flatByPeople && lively <= flatByPeople && clients <= flatByClients
}

async function worlds() {
  const idle = await resetCost({ connected: false })
  const connected = await resetCost({ connected: true })
  const there = await participantBytes({ publish: 0 })
  const publishing = await participantBytes({ publish: 1 })
  const meeting = await playedMeeting()
  const fixtures = fixturesPlayed()
  const left = await heapLeftBehind()
  printTable([
    ['a world', ''],
    ['reset() with ten clients', `${number(idle)} µs`],
    ['reset() with ten clients in one session', `${number(connected)} µs`],
    ['heap for a remote person', `${number(there / 1000, 1)} kB`],
    ['heap for one who publishes', `${number(publishing / 1000, 1)} kB`],
    ['the same, the journal apart', `${number((await participantBytes({ publish: 1, journal: false })) / 1000, 1)} kB`],
    [`a meeting of four hours, 200 people, ${number(meeting.events)} events`, `${number(meeting.seconds, 1)} s`],
    ['it plays', `${number(meeting.faster)} times faster than it lasts`],
    ['every fixture, played by the command line', `${number(fixtures, 1)} s`],
    ['heap that 10,000 tests leave behind', `${number(left / 1000)} kB`],
  ])
  target('reset() with ten clients', 'at most 50 µs', `${number(idle)} µs`, idle <= 50)
  target('heap for a remote person', 'at most 2 kB', `${number(there / 1000, 1)} kB`, there <= 2000)
  target('heap for one who publishes', 'at most 2 kB', `${number(publishing / 1000, 1)} kB`, publishing <= 2000)
  target('heap that 10,000 tests leave behind', 'at most 200 kB', `${number(left / 1000)} kB`, left <= 200_000)
  target('every fixture', 'under 1.5 s', `${number(fixtures, 1)} s`, fixtures < 1.5)
}

async function checks() {
  const costs = await checkCosts()
  printTable([
    ['a control verb that looks at its arguments', 'check', 'whole verb', 'share'],
    ...costs.map(({ name, check, whole }) => [
      name,
      `${number(check, 2)} µs`,
      `${number(whole, 2)} µs`,
      `${number((100 * check) / whole)} %`,
    ]),
  ])
  const most = Math.max(...costs.map(({ check }) => check))
  target('looking at the arguments of a verb', 'at most 10 µs', `${number(most, 1)} µs`, most <= 10)
}

async function rooms() {
  const sizes = await sizeByRoom()
  const whole = sizes.reduce((sum, { gzip }) => sum + gzip, 0)
  printTable([
    ['where the size goes, gzip, and with it the import', ''],
    ...sizes.map(({ name, gzip }) => [name, `${number(gzip / 1000)} kB, ${number((100 * gzip) / whole)} %`]),
  ])
}

async function profiles() {
  await rooms()
  for (const [what, options] of [
    ['one client', { clients: 1, people: 50 }],
    ['a hundred clients', { clients: 100, people: 10 }],
  ]) {
    const { simulator, signal } = await signallingWorld(options)
    const count = 100_000 / options.clients
    await signal(count)
    const shares = await whereTheTimeGoes(() => signal(count))
    printTable([
      [`where the time of a signal goes, ${what}`, ''],
      ...shares.map(({ name, share }) => [name, `${number(share * 100)} %`]),
    ])
    simulator.dispose()
  }
}

// Memory is only comparable after a collection, which Node grants to those who ask for it at the start.
if (globalThis.gc === undefined) {
  const command = ['--expose-gc', fileURLToPath(import.meta.url), ...process.argv.slice(2)]
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' })
  process.exit(status ?? 1)
}

console.log(`Node ${process.versions.node}; only the ratios are judged, the times are this machine's.\n`)
const before = buildIn(/^--before=(.+)$/.exec(process.argv[2] ?? '')?.[1])
await againstTheRealSdk()
printTable(prices(before))
if (before !== undefined) printTable(besides(before, fileURLToPath(new URL('../../dist', import.meta.url))))
await fanOut()
const isFlat = await flatness()
await worlds()
await checks()
await profiles()
printTable([['what was to be reached', '', '', ''], ...targets])
if (!isFlat) console.log('A cost that has to be flat is not: see the three rows that say "within".')
process.exit(isFlat ? 0 : 1)
