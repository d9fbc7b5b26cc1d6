/** Other clients and the people of other sessions, of which a scenario file has no word. */

import type { JournalEntry } from '../../kernel/journal/entry.ts'
import { firstClientId } from '../client.ts'
import { bagIn, textIn } from './names.ts'

/** The acts beside the application's first session: their names for people, and the ids that stand in events of them. */
export class ReplayStrangers {
  /** The names of what was left out, for people. */
  readonly named: Set<string> = new Set()
  readonly #ids: Set<unknown> = new Set()
  #session: unknown
  #hasPeopleElsewhere = false

  /** @param entries A whole journal. */
  constructor(entries: readonly JournalEntry[]) {
    this.#session = entries.find(
      ({ kind, who, what }) => kind === 'request' && who === firstClientId && what === 'sessionInfo',
    )?.detail['sessionId']
    for (const entry of entries) this.#learn(entry)
    if (this.#hasPeopleElsewhere) this.named.add('the people of a second session')
  }

  /** Whether an event of the application's came of what the file leaves out. */
  isTheirs({ who, detail }: JournalEntry): boolean {
    // Events of two sessions look the same in a journal.
    if (this.#hasPeopleElsewhere && who === `${firstClientId} session`) return true
    return Object.values(detail).some((value) => this.#ids.has(value))
  }

  #learn({ kind, who, detail }: JournalEntry): void {
    if (kind === 'call' && who !== firstClientId && who.startsWith('client-')) this.named.add('createClient()')
    if (kind !== 'fact') return
    const member = bagIn(detail, 'member')
    const clientId = textIn(member, 'clientId')
    if (member !== undefined && clientId === undefined && this.#session !== undefined) {
      this.#hasPeopleElsewhere ||= detail['sessionId'] !== this.#session
    }
    if (clientId !== undefined && clientId !== firstClientId) this.#ids.add(textIn(bagIn(member, 'connection'), 'id'))
    const stream = bagIn(detail, 'stream')
    if (stream !== undefined && this.#ids.has(stream['connectionId'])) this.#ids.add(stream['id'])
  }
}
