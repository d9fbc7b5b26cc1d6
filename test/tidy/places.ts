/** A text file of the repository. */
export interface TextFile {
  readonly path: string
  readonly text: string
}

// Hosts and folders are described here, not named, so that this file passes its own rule.
const places: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a package registry', pattern: /\bregistry\.[\w.-]+\.(?:org|com|net|io|dev)\b/ },
  { what: 'a package registry', pattern: /^\s*(?:@[\w-]+:)?registry\s*=/m },
  { what: 'a download address', pattern: /"resolved":\s*"https?:/ },
  { what: 'a folder of one machine', pattern: /(?<![\w.~*$}-])\/(?:work|root|home|Users)\/[\w.-]+/ },
]

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

/** Names of package registries, addresses that packages were downloaded from, and paths that exist on one machine. */
export function namedPlaces(files: readonly TextFile[]): readonly string[] {
  return files.flatMap(({ path, text }) =>
    places.flatMap(({ what, pattern }) => {
      const found = pattern.exec(text)
      return found === null ? [] : [`${path}:${lineOf(text, found.index)} names ${what}: ${found[0].trim()}`]
    }),
  )
}
