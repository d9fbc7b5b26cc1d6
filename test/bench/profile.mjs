// Where the time goes: which functions a run spends it in.
import { Session } from 'node:inspector/promises'

/** The functions in which `run` spends most of its time, as shares of it. */
export async function whereTheTimeGoes(run, most = 10) {
  const inspector = new Session()
  inspector.connect()
  await inspector.post('Profiler.enable')
  await inspector.post('Profiler.start')
  await run()
  const { profile } = await inspector.post('Profiler.stop')
  inspector.disconnect()
  return heaviest(profile, most)
}

function nameOf({ functionName, url }) {
  const file = url.split('/').at(-1) ?? ''
  return file === '' ? functionName : `${functionName || '(anonymous)'} ${file}`
}

// Of what has no file, only the garbage collector belongs to the run; the rest is waiting, and the profiler itself.
const isOfTheRun = (name) => name.includes('.') || name === '(garbage collector)'

function heaviest({ nodes, samples, timeDeltas }, most) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const shares = new Map()
  let all = 0
  for (const [index, id] of samples.entries()) {
    const name = names.get(id)
    if (!isOfTheRun(name)) continue
    all += timeDeltas[index]
    shares.set(name, (shares.get(name) ?? 0) + timeDeltas[index])
  }
  return [...shares]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([name, taken]) => ({ name, share: taken / all }))
}
