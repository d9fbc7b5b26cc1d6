import { type RestFailure, restFailureList } from '../../contract/rest/failures.ts'
import { restOperationRows } from '../../contract/rest/operations.ts'
import type { Paints } from './console.ts'
import { tableLines } from './table.ts'

/** The answer of a failure of HTTP: `409`, or `400 (code 50001)` where the body has a code of its own. */
export const answerIn = ({ status, code }: RestFailure): string =>
  status === code ? String(status) : `${status} (code ${code})`

const isSaidBy = ({ id, status, code }: RestFailure, text: string): boolean =>
  id.toLowerCase().includes(text) || String(status) === text || String(code) === text

/**
 * The failures of HTTP that a text speaks of: a part of an id, a status or a code.
 *
 * @param inWords Whether words of their texts count too, where no id, status or code is meant.
 */
export function restFailuresFor(text: string | undefined, inWords: boolean): readonly RestFailure[] {
  if (text === undefined) return restFailureList
  const wanted = text.toLowerCase()
  const said = restFailureList.filter((row) => isSaidBy(row, wanted))
  if (said.length > 0 || !inWords) return said
  return restFailureList.filter(({ when, remedy }) => `${when} ${remedy}`.toLowerCase().includes(wanted))
}

/** The failures of HTTP as a table. */
export function restTable(rows: readonly RestFailure[], paints: Paints): readonly string[] {
  const cells = rows.map((row) => {
    const { method, path } = restOperationRows[row.operation]
    const texts = [`rest/${row.operation}`, row.slug, answerIn(row)]
    return [...texts, row.cause === 'natural' ? 'natural' : 'on demand', `${method} ${path}`].map((one) => ({
      text: one,
    }))
  })
  return tableLines(['HTTP', 'FAILURE', 'ANSWER', 'CAUSE', 'REQUEST'], cells, paints)
}

/** A failure of HTTP in the list's JSON. */
export const plainRest = ({ id, operation, status, code, cause }: RestFailure): object => ({
  id,
  operation: `rest/${operation}`,
  answer: { status, code },
  cause,
  channels: ['response'],
  simulated: true,
})
