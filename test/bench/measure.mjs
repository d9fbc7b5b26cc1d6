/** The middle of some figures. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** How long `run` takes by the clock on the wall, in microseconds. */
export async function microseconds(run) {
  const start = process.hrtime.bigint()
  await run()
  return Number(process.hrtime.bigint() - start) / 1000
}

/** What `run` costs of this process's time on the processor, in microseconds: what else the machine does counts little. */
export async function processorTime(run) {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

async function repeat(rounds, run, warmUp) {
  const results = []
  for (let round = -warmUp; round < rounds; round++) {
    const result = await run()
    if (round >= 0) results.push(result)
  }
  return results
}

/** The median of `rounds` results of `run`, one after another; the first ones only warm the engine up. */
export const medianOf = async (rounds, run, warmUp = 2) => median(await repeat(rounds, run, warmUp))

/** The least of `rounds` results: what it costs where nothing disturbs it. */
export const leastOf = async (rounds, run, warmUp = 2) => Math.min(...(await repeat(rounds, run, warmUp)))

export const number = (value, digits = 0) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** Prints rows of cells in columns as wide as they need to be; the first one to the left, the others to the right. */
export function printTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  for (const row of rows) {
    console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('   '))
  }
  console.log()
}
