export interface ScenarioFacts {
  readonly failures: readonly { readonly id: string; readonly status: 'live' | 'data' }[]
  /** The paths of fixtures/scenarios, from the repository's top. */
  readonly paths: readonly string[]
  /** Why a failure has no fixture, by failure id. */
  readonly reasons: Readonly<Record<string, string>>
}

const folder = 'fixtures/scenarios/'

/** Whole calls, which are about no single failure. */
export const callsFolder: string = `${folder}calls/`

/** What goes wrong over HTTP, whatever the failure. */
export const restFaultsFolder: string = `${folder}rest/faults/`

// Beside the fixture that comes about by itself may lie one that asks for the failure: `<slug>.fault.json`.
const idOf = (path: string): string => path.slice(folder.length).replace(/(\.fault)?\.json$/, '')

/** Failures without a scenario and without a reason; scenarios without a failure; reasons that no longer hold. */
export function scenarioOffences({ failures, paths, reasons }: ScenarioFacts): readonly string[] {
  const played = new Set(
    paths.filter((path) => !path.startsWith(callsFolder) && !path.startsWith(restFaultsFolder)).map(idOf),
  )
  const known = new Set(failures.map(({ id }) => id))
  const excused = new Set(Object.keys(reasons))
  return [
    ...failures
      .filter(({ id, status }) => status === 'live' && !played.has(id) && !excused.has(id))
      .map(({ id }) => `${id} has neither ${folder}${id}.json nor a reason`),
    ...[...played]
      .filter((id) => !known.has(id))
      .map((id) => `${folder}${id}.json is about no failure of the catalogue`),
    ...[...excused].filter((id) => !known.has(id)).map((id) => `${id} is excused, and is no failure of the catalogue`),
    ...[...excused].filter((id) => played.has(id)).map((id) => `${id} is excused, and has a fixture`),
  ]
}
