import { messageOf } from '../../kernel/values.ts'
import { type CoverageOptions, reportFolder, reportNames, reportOf } from './report.ts'
import { surfaceAcross, type TestedFile } from './tested.ts'

/** As much of a file system as a report needs. */
export interface ReportHost {
  mkdirSync(path: string, options: { readonly recursive: true }): unknown
  writeFileSync(path: string, text: string): void
  readdirSync(path: string): readonly string[]
  rmSync(path: string, options: { readonly force: true }): void
}

/** The printed part of a report, and the reasons for which the run fails. */
export interface PublishedReport {
  readonly table: string | null
  readonly problems: readonly string[]
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

const isAbsolute = (path: string): boolean => /^(?:\/|[A-Za-z]:)/.test(path)

const targetOf = (root: string, path: string): string => (isAbsolute(path) ? path : `${root}/${path}`)

/** Takes away the files of an earlier report, so that none stays that the new one does not have. */
function clear(host: ReportHost, root: string, options: CoverageOptions): void {
  const folder = targetOf(root, reportFolder(options))
  for (const [below, names] of reportNames()) {
    try {
      const there = host.readdirSync(`${folder}${below}`)
      for (const name of there) if (names.has(name)) host.rmSync(`${folder}${below}/${name}`, { force: true })
    } catch {
      // A folder that is not there holds no file. One that cannot be written says so when the report is written.
    }
  }
}

/** @throws Error for a folder that cannot be written. */
function write(host: ReportHost, root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const target = targetOf(root, path)
    try {
      host.mkdirSync(folderOf(target), { recursive: true })
      host.writeFileSync(target, text)
    } catch (error) {
      const why = messageOf(error)
      throw new Error(
        `The coverage of the error surface cannot be written to ${path} (${why}). Give the reporter another folder.`,
      )
    }
  }
}

/** Writes the report of a surface below `root`, and returns its printed part. Thresholds do not hold for a part of a run. */
export function publishReport(
  tested: readonly TestedFile[],
  options: CoverageOptions,
  { host, root, isPart }: { readonly host: ReportHost; readonly root: string; readonly isPart: boolean },
): PublishedReport {
  const { surface, problem } = surfaceAcross(tested)
  clear(host, root, options)
  if (problem !== null) return { table: null, problems: [problem] }
  const { files, table, shortfalls } = reportOf(surface, options)
  try {
    write(host, root, files)
  } catch (error) {
    return { table: null, problems: [messageOf(error)] }
  }
  return {
    table: `\nError surface of the OpenTok / Vonage Video SDK\n${table}\n`,
    problems: isPart ? [] : shortfalls,
  }
}
