import { firstClientId } from '../../author/client.ts'
import type { JournalEntry } from '../../kernel/journal/entry.ts'
import { codeOrNull, textOrNull } from '../../kernel/values.ts'
import type { Heard } from '../../scenario/play/driver.ts'
import { type EventTarget, eventTargets } from '../../scenario/scenario.ts'

const targets: ReadonlyMap<string, EventTarget> = new Map(
  eventTargets.map((target) => [`${firstClientId} ${target}`, target]),
)

function heardOf({ kind, who, what, detail, at }: JournalEntry): readonly Heard[] {
  const on = kind === 'event' ? targets.get(who) : undefined
  if (on === undefined) return []
  if (what !== 'exception') return [{ kind: 'event', on, type: what, reason: textOrNull(detail['reason']), at }]
  return [{ kind: 'exception', on, code: codeOrNull(detail['code']), error: null, at }]
}

/** The events that the objects of the application dispatched, as a scenario's expectations see them. */
export const eventsIn = (entries: readonly JournalEntry[]): readonly Heard[] => entries.flatMap(heardOf)
