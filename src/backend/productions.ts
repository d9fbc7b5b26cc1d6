import type { Fact } from '../wire/facts.ts'

/** The productions that the service makes of a session: recordings, live streams, captions, pages, phone calls, audio lines. */
export const productionKinds = ['archive', 'broadcast', 'captions', 'render', 'call', 'connector'] as const

export type ProductionKind = (typeof productionKinds)[number]

/** One recording, live stream, run of captions, ... of a session, from its start for as long as the service knows it. Plain data. */
export interface Production {
  readonly kind: ProductionKind
  readonly id: string
  readonly sessionId: string
  readonly name: string
  /** In the words of the published contract: `started`, `paused`, `stopped`, `available`, `failed`, ... */
  readonly status: string
  /** Why it has the status that it has; '' where there is nothing to say. */
  readonly reason: string
  /** Milliseconds since the Unix epoch. */
  readonly created: number
  readonly updated: number
  /** The connection by which people in the session see it; null: they see none. */
  readonly connectionId: string | null
  /** The request and its result, as the contract spells them. */
  readonly details: Readonly<Record<string, unknown>>
}

/** The properties of a new production; the rest has a default. */
export type ProductionOptions = Pick<Production, 'kind' | 'id' | 'sessionId'> &
  Partial<Pick<Production, 'name' | 'status' | 'connectionId' | 'details'>>

export type ProductionChange = Partial<Pick<Production, 'status' | 'reason' | 'connectionId' | 'details'>>

/** The questions that can be asked of productions, in this process or from another tab. */
export type ProductionBook = Pick<Productions, keyof Productions>

export interface ProductionParts {
  readonly now: () => number
  readonly tell: (sessionId: string, fact: Fact) => void
  readonly note: (what: string, detail: Readonly<Record<string, unknown>>) => void
}

const running: readonly string[] = ['started', 'starting', 'paused', 'ringing', 'connected']

/** Whether a production goes on: nothing has ended it yet. */
export const isRunning = ({ status }: Production): boolean => running.includes(status)

/** Everything that the service makes of its sessions: the only writer of it. */
export class Productions {
  readonly #parts: ProductionParts
  #all: Map<string, Production> = new Map()
  #observers: ((production: Production) => void)[] = []

  constructor(parts: ProductionParts) {
    this.#parts = parts
  }

  /** Calls `observer` with every production that starts or changes, for as long as these live. */
  observe(observer: (production: Production) => void): void {
    this.#observers.push(observer)
  }

  find(id: string): Production | undefined {
    return this.#all.get(id)
  }

  /** The productions of a kind, newest first; those of one session, where it is named. */
  list(kind: ProductionKind, sessionId?: string): readonly Production[] {
    const meant = [...this.#all.values()].filter(
      (one) => one.kind === kind && (sessionId === undefined || one.sessionId === sessionId),
    )
    return meant.reverse()
  }

  some(agrees: (production: Production) => boolean): boolean {
    return [...this.#all.values()].some(agrees)
  }

  /** Starts a production; the people of the session hear of an archive. */
  start(options: ProductionOptions): Production {
    const now = this.#parts.now()
    const common = { name: '', status: 'started', reason: '', connectionId: null, details: {} }
    const production: Production = { ...common, ...options, created: now, updated: now }
    const { kind, id, name } = production
    const archive = { id, name, status: 'started' }
    this.#keep(production, kind === 'archive' ? { is: 'archive.created', archive } : null)
    return production
  }

  /** Changes a production that is known; the people of the session hear whether an archive records. */
  update(id: string, change: ProductionChange): Production | undefined {
    const known = this.#all.get(id)
    if (known === undefined) return undefined
    const production = { ...known, ...change, updated: this.#parts.now() }
    const heard = known.kind === 'archive' && known.status !== production.status && isRunning(known)
    const status = isRunning(production) ? production.status : 'stopped'
    this.#keep(production, heard ? { is: 'archive.updated', archiveId: id, status } : null)
    return production
  }

  /** All productions of these kinds in a session have ended. */
  endAll(sessionId: string, kinds: readonly ProductionKind[], status: string, reason: string): void {
    for (const one of this.#all.values()) {
      if (one.sessionId === sessionId && kinds.includes(one.kind) && isRunning(one))
        this.update(one.id, { status, reason })
    }
  }

  clear(): void {
    this.#all = new Map()
  }

  get all(): readonly Production[] {
    return [...this.#all.values()]
  }

  /** Notes what another service has started or changed; nobody in the session is told. */
  take(production: Production): void {
    this.#all.set(production.id, production)
    for (const observer of this.#observers) observer(production)
  }

  // The facts that clients are told are in the journal by that.
  #keep(production: Production, heard: Fact | null): void {
    const { kind, id, sessionId, status, reason } = production
    this.#all.set(id, production)
    if (heard === null) this.#parts.note(`${kind}.${status}`, { sessionId, id, ...(reason === '' ? {} : { reason }) })
    else this.#parts.tell(sessionId, heard)
    for (const observer of this.#observers) observer(production)
  }
}
