import { type Failure, failures } from '../../contract/failures.ts'

const mark = 'guide:'

/** A row of the exception-handling guide, and the failures that it stands for. */
export interface GuideRow {
  /** A method; `*`: any. */
  readonly method: string
  /** The code or name that the guide gives, or the event that it speaks of. */
  readonly says: string
  readonly failures: readonly Failure[]
}

// The rows for any method, and the one about the event, come after those of a method.
const rankOf = ({ method }: GuideRow): number => ['*', 'OT'].indexOf(method)

/** The rows of the exception-handling guide, as the catalogue cites them, in its order. */
export function guideRows(): readonly GuideRow[] {
  const rows = new Map<string, Failure[]>()
  for (const failure of failures) {
    for (const source of failure.documented.source) {
      if (!source.startsWith(mark)) continue
      const known = rows.get(source)
      if (known === undefined) rows.set(source, [failure])
      else known.push(failure)
    }
  }
  return [...rows]
    .map(([source, served]) => {
      const [method = '', says = ''] = source.slice(mark.length).split('#')
      return { method, says, failures: served }
    })
    .sort((one, other) => rankOf(one) - rankOf(other))
}
