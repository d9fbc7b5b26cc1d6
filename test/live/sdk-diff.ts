import type { SdkFacts } from './sdk-facts.ts'

/** What is not the same in two versions, under a heading. */
export interface Change {
  readonly what: string
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly { readonly name: string; readonly from: string; readonly to: string }[]
}

/** Tells what one version of the SDK has otherwise than another. */
export function sdkChanges(from: SdkFacts, to: SdkFacts): readonly Change[] {
  return [
    changeOf('declarations', Object.fromEntries(joined(from)), Object.fromEntries(joined(to))),
    changeOf('error codes', from.codes, to.codes),
    changeOf('error names', namesOf(from.errorNames), namesOf(to.errorNames)),
    changeOf('titles of exceptions', from.titles, to.titles),
    changeOf('members, undocumented ones too', namesOf(from.members), namesOf(to.members)),
  ]
}

const joined = ({ declarations }: SdkFacts): readonly (readonly [string, string])[] =>
  [...declarations].map(([name, signatures]) => [name, signatures.join(' | ')])

const namesOf = (names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, name]))

function changeOf(what: string, from: Readonly<Record<string, string>>, to: Readonly<Record<string, string>>): Change {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort()
  return {
    what,
    added: names.filter((name) => from[name] === undefined),
    removed: names.filter((name) => to[name] === undefined),
    changed: names.flatMap((name) => {
      const [before, after] = [from[name], to[name]]
      const same = before === undefined || after === undefined || before === after
      return same ? [] : [{ name, from: before, to: after }]
    }),
  }
}

/** Writes the changes for people: `+` added, `-` removed, `~` changed. */
export function changesText(changes: readonly Change[]): string {
  return changes
    .map(({ what, added, removed, changed }) => {
      const count = `${added.length} added, ${removed.length} removed, ${changed.length} changed`
      return [
        `${what}: ${count}`,
        ...added.map((name) => `  + ${name}`),
        ...removed.map((name) => `  - ${name}`),
        ...changed.flatMap(({ name, from, to }) => [`  ~ ${name}`, `      ${from}`, `      ${to}`]),
      ].join('\n')
    })
    .join('\n')
}
