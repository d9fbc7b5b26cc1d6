import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder with something in the place of each built script that `serve` gives to pages. */
export function scriptsForServe(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'fake-opentok-serve-'))
  const names = ['fake-opentok', 'fake-opentok.panel', 'fake-opentok.texts', 'fake-opentok.scenarios']
  for (const name of names) writeFileSync(join(folder, `${name}.iife.js`), `// ${name}`)
  writeFileSync(join(folder, 'fake-opentok.calls.json'), '{}')
  return { folder, remove: () => rmSync(folder, { recursive: true }) }
}
