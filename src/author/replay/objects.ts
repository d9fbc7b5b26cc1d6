/** The objects of the SDK that calls made, as later calls name them in a scenario file. */

import type { JournalEntry } from '../../kernel/journal/entry.ts'
import { fieldOf } from '../../kernel/values.ts'
import { Listeners } from '../../sdk/base/listeners.ts'
import { firstClientId } from '../client.ts'

/** The kinds of objects that calls give. */
const kinds: Readonly<Record<string, string>> = {
  'OT.initSession': 'session',
  'OT.initPublisher': 'publisher',
  'Session.publish': 'publisher',
  'Session.subscribe': 'subscriber',
}

/** A step that can name its object. */
interface Maker {
  as?: string
}

/** Names objects where there are several of a kind: one that is alone is found without a name. */
export class ReplayObjects {
  /** The number of each object among those of its kind, by the index of the call that made it. */
  readonly #numbers: Map<number, { readonly kind: string; readonly number: number }> = new Map()
  readonly #counts: Map<string, number> = new Map()
  readonly #steps: Map<number, Maker> = new Map()
  /** The ids of the application's sessions, in the order in which it asked for them. */
  readonly #sessions: Set<unknown> = new Set()

  /** @param entries A whole journal. */
  constructor(entries: readonly JournalEntry[]) {
    for (const { kind: of, who, what, detail, index } of entries) {
      const kind = kinds[what]
      if (of !== 'call' || who !== firstClientId || kind === undefined) continue
      // Session.publish() makes a publisher where it is given none.
      const args: readonly unknown[] = Array.isArray(detail['args']) ? detail['args'] : []
      if (what === 'Session.publish' && fieldOf(args[0], 'object') === 'publisher') continue
      if (kind === 'session') this.#sessions.add(args[1])
      const number = (this.#counts.get(kind) ?? 0) + 1
      this.#counts.set(kind, number)
      this.#numbers.set(index, { kind, number })
    }
  }

  /** Whether the application has several objects of a kind. */
  hasSeveral(kind: string): boolean {
    return (this.#counts.get(kind) ?? 0) > 1
  }

  /** The name of a session that is not the application's first, by its id. */
  otherSession(id: unknown): string | undefined {
    const place = [...this.#sessions].indexOf(id)
    return place > 0 ? `session ${place + 1}` : undefined
  }

  /** A call was written as this step. */
  called(index: number, step: object): void {
    this.#steps.set(index, step)
  }

  /** The name of an object, which the step that made it gives it; undefined: it needs none, or no step made it. */
  nameOf(object: unknown): string | undefined {
    const index = object instanceof Listeners ? object._madeBy : undefined
    const made = index === undefined ? undefined : this.#numbers.get(index)
    const step = index === undefined ? undefined : this.#steps.get(index)
    if (made === undefined || step === undefined || !this.hasSeveral(made.kind)) return undefined
    step.as ??= `${made.kind} ${made.number}`
    return step.as
  }
}
