import type { JournalEntry } from '../../kernel/journal/entry.ts'
import { type Bag, isBag } from '../../kernel/values.ts'
import { bagIn, type ReplayNames, textIn } from './names.ts'

const prefix = 'rest/'

/** The refusals of a token. The journal does not say how it was wrong; one of another application is refused by each request. */
const tokenRefused = /\/(not-authorized|malformed-authentication|failed-authentication|token-not-authorized)$/

interface RequestStep {
  readonly request: string
  readonly path?: Bag
  readonly query?: Bag
  readonly body?: unknown
  readonly headers?: Bag
  token?: string
  readonly await: false
}

interface RequestResult {
  readonly step: number
  readonly status: number
}

/** The fields of a body that the player fills with its own session and token. */
const ofPlayer: Readonly<Record<string, string>> = { sessionId: 'sessionId', token: 'token' }

/** The requests of the application's server, as steps of a scenario, and the answers that came. */
export class ReplayRequests {
  readonly #names: ReplayNames
  /** The step whose answer holds an id. */
  readonly #made: Map<string, number> = new Map()
  readonly #open: { readonly operation: string; readonly step: RequestStep; readonly number: number }[] = []
  readonly #results: RequestResult[] = []

  constructor(names: ReplayNames) {
    this.#names = names
  }

  /** The statuses that have to come. */
  get expectations(): readonly RequestResult[] {
    return this.#results
  }

  /** The step of a request; undefined for an entry that is none. */
  stepOf({ kind, who, what, detail }: JournalEntry): RequestStep | undefined {
    if (kind !== 'request' || who !== 'server' || !what.startsWith(prefix)) return undefined
    const path = this.#pathOf(bagIn(detail, 'path'))
    const { sessionId: _, ...query } = bagIn(detail, 'query') ?? {}
    const { body } = detail
    const type = textIn(detail, 'contentType')
    const token = textIn(detail, 'token')
    return {
      request: what.slice(prefix.length),
      ...(Object.keys(path).length === 0 ? {} : { path }),
      ...(Object.keys(query).length === 0 ? {} : { query }),
      ...(body === undefined ? {} : { body: this.#valueOf(body) }),
      ...(type === undefined ? {} : { headers: { 'content-type': type } }),
      ...(token === undefined ? {} : { token }),
      await: false,
    }
  }

  /** The step was written under this number. */
  asked(step: RequestStep, number: number): void {
    this.#open.push({ operation: step.request, step, number })
  }

  /** Learns from an answer which step it belongs to: the first of its request that has none. */
  learn({ kind, who, what, detail }: JournalEntry): void {
    if (kind !== 'reply' || who !== 'server') return
    const at = this.#open.findIndex(({ operation }) => what === `${prefix}${operation}`)
    const [asked] = at === -1 ? [] : this.#open.splice(at, 1)
    if (asked === undefined) return
    const { status, id, failure } = detail
    if (typeof id === 'string') this.#made.set(id, asked.number)
    if (typeof failure === 'string' && tokenRefused.test(failure)) asked.step.token ??= 'stranger'
    if (typeof status === 'number') this.#results.push({ step: asked.number, status })
  }

  #pathOf(path: Bag = {}): Bag {
    const parts = Object.entries(path).flatMap(([name, id]) =>
      name === 'session' ? [] : [[name, this.#idOf(id, name)]],
    )
    return Object.fromEntries(parts)
  }

  #idOf(id: unknown, part: string): unknown {
    const step = typeof id === 'string' ? this.#made.get(id) : undefined
    if (step !== undefined) return { $answer: part === 'captions' ? 'captionsId' : 'id', of: step }
    const stream = this.#names.stream(id)
    if (stream !== undefined) return { $streamId: stream }
    const connection = this.#names.connection(id)
    return connection === undefined ? id : { $connectionId: connection }
  }

  #valueOf(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one: unknown) => this.#valueOf(one))
    if (!isBag(value)) return this.#idOf(value, '')
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => {
        const own = ofPlayer[key]
        return [key, own === undefined ? this.#valueOf(one) : { $given: own }]
      }),
    )
  }
}
