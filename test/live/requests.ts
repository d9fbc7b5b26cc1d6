/** What the SDK asks over HTTP: the project's configuration, the session, what it reports of itself, and scripts of filters. */
export type RequestKind = 'config' | 'sessionInfo' | 'logging' | 'script'

/** Every page of the comparison is served under this origin; nothing is ever asked of it outside. */
export const pageOrigin = 'https://live.example'

// The path is looked for anywhere in the address: a proxy's stands before it.
const kinds: readonly (readonly [kind: RequestKind, path: RegExp])[] = [
  ['config', /\/project\/[^/]*\/config\.json$/],
  ['sessionInfo', /\/session\//],
  ['logging', /\/prod\/logging\//],
  ['script', /\/(ml-transformers|noise-suppression)\//],
]

/** What an address is asked for, or null for one that the SDK is not known to ask. */
export function requestKind(address: string): RequestKind | null {
  if (!URL.canParse(address)) return null
  const { origin, pathname } = new URL(address)
  if (origin === pageOrigin) return null
  return kinds.find(([, path]) => path.test(pathname))?.[0] ?? null
}
