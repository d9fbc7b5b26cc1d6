// The build that is measured: the folder that the variable BENCH_BUILD names, or the one of this repository.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = process.env.BENCH_BUILD
const module = folder === undefined ? 'fake-opentok/simulator' : pathToFileURL(join(folder, 'simulator.js')).href
export const { createSimulator } = await import(module)
