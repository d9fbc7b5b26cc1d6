import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }

interface Entrance {
  readonly types?: string
  readonly import?: { readonly types: string }
}

const entrances: Readonly<Record<string, string | Entrance>> = manifest.exports

/** The declarations of each entrance, by its name. */
const declarations = Object.entries(entrances).flatMap(([name, entrance]) => {
  const types = typeof entrance === 'string' ? undefined : (entrance.types ?? entrance.import?.types)
  return types === undefined || name === '.' ? [] : [[name.slice('./'.length), [types]] as const]
})

test("every entrance has its types where TypeScript does not read exports (moduleResolution: 'node')", () => {
  expect(manifest.typesVersions['*']).toEqual(Object.fromEntries(declarations))
})
