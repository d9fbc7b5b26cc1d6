import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('./src', import.meta.url))

/** What a user imports comes from the source here, never from a build that may be old (tsconfig.json: paths). */
export const sourceAliases: readonly { readonly find: RegExp; readonly replacement: string }[] = [
  { find: /^fake-opentok$/, replacement: `${source}/index.ts` },
  { find: /^fake-opentok\/simulator$/, replacement: `${source}/simulator.ts` },
  { find: /^fake-opentok\/([a-z-]+)$/, replacement: `${source}/entry/$1.ts` },
]
