import type { RecordedCase } from '../../conformance/recorded-case.ts'
import type { Change as FactChange } from '../sdk-diff.ts'
import type { Otherwise } from './otherwise.ts'
import { type Change, changesIn } from './told.ts'

/** All that was found of one older version. */
export interface VersionReport {
  readonly version: string
  /** What its package has otherwise than the pinned one, from the older to the pinned. */
  readonly changes: readonly FactChange[]
  readonly otherwise: readonly Otherwise[]
}

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')

const most = 3

const seen = (names: readonly string[]): string =>
  `${code(names.slice(0, most))}${names.length > most ? ` and ${names.length - most} more` : ''}`

const rowOf = ({ what, older, pinned, seenIn }: Change): string =>
  `| \`${what}\` | ${older} | ${pinned} | ${seen(seenIn)} |`

function factLines(changes: readonly FactChange[]): readonly string[] {
  return changes.flatMap(({ what, added, removed, changed }) => {
    const parts = [
      ...(added.length === 0 ? [] : [`new: ${code(added)}`]),
      ...(removed.length === 0 ? [] : [`gone: ${code(removed)}`]),
      ...(changed.length === 0 ? [] : [`changed: ${code(changed.map(({ name }) => name))}`]),
    ]
    return parts.length === 0 ? [] : [`- ${what}: ${parts.join('; ')}`]
  })
}

const isProgram = ({ id }: Otherwise): boolean => /^(before|connected|media):/.test(id)
const isSame = ({ differences, troubles }: Otherwise): boolean => differences.length === 0 && troubles.length === 0

const share = (list: readonly Otherwise[]): string =>
  list.length === 0 ? 'none was run' : `${list.filter(isSame).length} of ${list.length}`

function sectionOf(pinned: string, report: VersionReport, cases: readonly RecordedCase[]): string {
  const { version, changes, otherwise } = report
  const told = changesIn(otherwise, cases)
  const unable = otherwise.filter(({ troubles }) => troubles.length > 0).map(({ id }) => id)
  const facts = factLines(changes)
  return [
    `## From ${version} to ${pinned}`,
    '',
    ...(facts.length === 0 ? ['The packages have the same members, codes, names and titles.'] : facts),
    '',
    ...(told.length === 0
      ? ['No call and no event was seen to differ.']
      : [`| call or event | ${version} | ${pinned} | seen in |`, '| --- | --- | --- | --- |', ...told.map(rowOf)]),
    ...(unable.length === 0 ? [] : ['', `Could not be run with ${version}: ${seen(unable)}.`]),
    '',
  ].join('\n')
}

/** The page VERSIONS.md: what an application sees otherwise when it moves from an older version to the pinned one. */
export function versionsPage(
  pinned: string,
  reports: readonly VersionReport[],
  cases: readonly RecordedCase[],
): string {
  const rows = reports.map(
    ({ version, otherwise }) =>
      `| ${version} | ${share(otherwise.filter((one) => !isProgram(one)))} | ${share(otherwise.filter(isProgram))} |`,
  )
  return [
    '# What changes from one version of the SDK to another',
    '',
    'Made by `npm run sdk:versions`, which takes the other versions from npm and keeps nothing of them; do not edit it by hand.',
    '',
    `fake-opentok behaves as SDK ${pinned} does. An application that has an older version sees other errors here than in production: this page tells`,
    `which. For each failure of [ERRORS.md](ERRORS.md) that was recorded, its recording was run with the older version, in the same Chromium and with the same`,
    'answers of the service; so were random programs.',
    '',
    '| version | recordings of failures that it meets, of those that were run | random programs in which it does the same |',
    '| --- | --- | --- |',
    ...rows,
    '',
    'In the tables, what follows from another field of the same call is left out, and so are times and the classes of elements. `yes` and `no`',
    'say whether an event comes.',
    '',
    ...reports.map((report) => sectionOf(pinned, report, cases)),
  ].join('\n')
}
