import { isJsonObject, type Json, type RecordedCase } from '../../conformance/recorded-case.ts'
import { kindOf } from '../programs/kinds.ts'
import { failuresOf } from './error-cases.ts'
import type { Otherwise } from './otherwise.ts'

/** One thing that an older version does otherwise, and where it was seen. */
export interface Change {
  /** The same call and field of it, or the same event: `session.signal returns.kind`. */
  readonly what: string
  readonly older: string
  readonly pinned: string
  /** Failures of the catalogue, and names of recordings that show no failure. */
  readonly seenIn: readonly string[]
}

const word = (value: string): string => `\`${value.replaceAll('|', '\\|').replaceAll('`', "'")}\``

/** A recorded value as a reader of a table wants it: an error by its name and code, all else by its kind. */
function told(text: string): string {
  // Long values are cut off: the state of a promise is what they begin with.
  const [, state] = /^\{"state":"(\w+)"/.exec(text) ?? []
  if (state !== undefined) return `a promise, ${state}`
  const value = read(text)
  if (!isJsonObject(value)) return text === 'nothing' ? text : word(text.slice(0, 40))
  if (typeof value.codeType === 'string') return word([value.name, value.code ?? 'no code'].join(' '))
  if (value.calls !== undefined) return `a handler that is called ${value.calls} times`
  return typeof value.kind === 'string' ? word(value.kind) : 'something'
}

function read(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Both sides of a sentence of the comparison: what the pinned version was recorded to do, and what the older one did. */
function sidesOf(difference: string): readonly [string, string] {
  const [, pinned, older] = /^.*?: recorded ([\s\S]*), got ([\s\S]*)$/.exec(difference) ?? []
  if (pinned !== undefined && older !== undefined) return [told(pinned), told(older)]
  return difference.includes('not recorded, but') ? ['no', 'yes'] : ['yes', 'no']
}

/** What follows from another field of the same call or event: that one is told. */
const isConsequence = (what: string): boolean =>
  /^\[|native$|phase$|timing$|ownKeys|afterMs|class$|codeType|hasMessage|hasTitle|isError|argc$|args$|keys$|kind$|ref$|^state|^sent|^http|sockets/.test(
    what.replace(/ (missing|too much)$/, ''),
  ) && !/returns\.kind$/.test(what)

/** Whether an event comes stands in the columns. */
const named = (what: string): string => what.replace(/ (missing|too much)$/, '').replaceAll('[]', '')

/** All that an older version does otherwise, the same thing once; what was seen most often comes first. */
export function changesIn(otherwise: readonly Otherwise[], cases: readonly RecordedCase[]): readonly Change[] {
  const byId = new Map(cases.map((one) => [one.id, one]))
  const found = new Map<string, Change>()
  for (const { id, differences } of otherwise) {
    const recorded = byId.get(id)
    if (recorded === undefined) continue
    for (const difference of differences) {
      const kind = kindOf(recorded, difference)
      if (isConsequence(kind)) continue
      const what = named(kind)
      const [pinned, older] = sidesOf(difference)
      const key = `${what}\n${older}\n${pinned}`
      const names = failuresOf(id)
      const seenIn = [...(found.get(key)?.seenIn ?? []), ...(names.length === 0 ? [id] : names)]
      found.set(key, { what, older, pinned, seenIn: [...new Set(seenIn)] })
    }
  }
  return [...found.values()].sort(
    (one, other) => other.seenIn.length - one.seenIn.length || one.what.localeCompare(other.what),
  )
}
