import type { BackendOptions } from '../backend/backend.ts'
import type { Service } from '../backend/service.ts'
import type { CredentialRules } from '../backend/session-info.ts'
import type { ServiceSnapshot } from '../backend/snapshot.ts'
import type { Dialect } from '../contract/dialect.ts'
import type { Fault, Incident } from '../faults/fault.ts'
import type { FaultPlan } from '../faults/plan.ts'
import type { Subject } from '../kernel/hazard.ts'
import type { Journal } from '../kernel/journal/journal.ts'
import { createRandom, type Random } from '../kernel/random.ts'
import type { Clock } from '../kernel/time/clock.ts'
import type { Port } from '../transport/port.ts'
import { type FromHost, type FromTab, nameInTab, type Welcome, withClient } from './protocol.ts'
import { RemotePlan } from './remote-plan.ts'
import { RemoteService } from './remote-service.ts'
import { WayToHost } from './way-to-host.ts'

/** The parts and the callbacks that a tab's simulator gives to the world that it shares. */
export interface TabNeeds {
  readonly clock: Clock
  readonly journal: Journal
  readonly ids: Random
  readonly dialect: Dialect
  readonly seed: number | string
  readonly credentials: CredentialRules
  readonly onScenario: NonNullable<BackendOptions['onScenario']>
  readonly struck: (fault: Fault, where: Subject) => void
  readonly bringAbout: (incident: Incident, where: Subject) => void
  /** Called with the dialect of the first tab, which holds here too. */
  readonly speaks: (dialect: Dialect) => void
  /** Called when the way to the host opens, and when it is gone. */
  readonly reached: (isReached: boolean) => void
  readonly note: (what: string, detail: Readonly<Record<string, unknown>>) => void
  /** Warns the test author of a probable mistake. */
  readonly warn: (text: string, detail: Readonly<Record<string, unknown>>) => void
}

export interface SharedWorldParts {
  /** Opens a port to the host of the world. */
  readonly connect: () => Port
  /** The time by which it tries again, which no reset stops. */
  readonly clock: Clock
  readonly version: string
  /** A name that no other tab has. */
  readonly place: string
  /** Whether a host that begins anew goes on from what this tab knows; default: the host keeps its own world. */
  readonly handsOn?: boolean
  /** Called with the name of the host that has let the tab in. */
  readonly welcomed?: (host: string) => void
}

/** How long the host may take to answer, in milliseconds, before `settled()` rejects. */
const answerLimitMs = 10_000

/** How often `settled()` asks the host whether there is anything new. */
const mostRounds = 30

/** A world that several tabs, or processes, share, as one of them sees it. */
export class SharedWorld {
  readonly #parts: SharedWorldParts
  #needs: TabNeeds | undefined
  #way: WayToHost | undefined
  #service: RemoteService | undefined
  #plan: RemotePlan | undefined
  #refusals: string[] = []
  #away: string | null = null
  #synced: Map<number, () => void> = new Map()
  #asked = 0
  /** How many messages went to the host or came from it, apart from those of `settled()`. */
  #traffic = 0

  constructor(parts: SharedWorldParts) {
    this.#parts = parts
  }

  /** The random numbers from which this tab's ids are made: no two tabs make the same. */
  idsFor(seed: number | string): Random {
    return createRandom(`${seed}@${this.#parts.place}`)
  }

  /** Begins to take part, and returns a service and a plan that act at the host. */
  begin(needs: TabNeeds): { readonly service: Service; readonly plan: FaultPlan } {
    const { dialect, seed, credentials, clock, journal, ids, onScenario } = needs
    const terms = { dialect, seed, credentials }
    const way = new WayToHost(
      { ...this.#parts, terms, ...(this.#parts.handsOn === true ? { snapshot: () => this.snapshot } : {}) },
      {
        heard: (message) => this.#hear(message),
        welcomed: (welcome, how) => this.#welcomed(welcome, how),
        lost: () => this.#lost(),
        turnedAway: (why) => this.#turnedAway(why),
      },
    )
    const number = (): number | null => way.number
    const send = (message: FromTab): void => {
      this.#traffic++
      way.send(message)
    }
    const plan = new RemotePlan({ now: () => clock.now(), send, number }, needs.struck, needs.bringAbout)
    const service = new RemoteService({
      ...{ clock, journal, credentials, onScenario, send, number },
      random: ids,
      hazard: plan,
    })
    this.#needs = needs
    this.#way = way
    this.#plan = plan
    this.#service = service
    way.open()
    return { service, plan }
  }

  /**
   * Resolves once every order of this tab has come to the host and its answer back.
   *
   * @throws Error (rejects with it) with the host's refusals since the last call, or where there is no host.
   */
  async settled(): Promise<void> {
    const { clock } = this.#needs ?? this.#parts
    // One answer leads to the next request. The number of rounds is limited, because other tabs may never rest.
    for (let round = 0, before = -1; round < mostRounds && before !== this.#traffic; round++) {
      before = this.#traffic
      await clock.settled()
      const synced = this.#sync()
      await clock.settled()
      await synced
    }
    await clock.settled()
    const refusals = this.#refusals.splice(0)
    if (refusals.length > 0) throw new Error(refusals.join('\n'))
  }

  /** The state of the world, as this tab knows it: enough to host the world itself. */
  get snapshot(): ServiceSnapshot | undefined {
    return this.#way?.number === null ? undefined : this.#service?.snapshot
  }

  /** The page is left. */
  leave(): void {
    this.#way?.leave()
  }

  /** The page is shown again that was left. */
  comeBack(): void {
    this.#way?.comeBack()
  }

  #sync(): Promise<void> {
    if (this.#away !== null) return Promise.reject(new Error(this.#away))
    const id = ++this.#asked
    return new Promise((resolve, reject) => {
      const wait = { what: 'the host of this world to answer', kind: 'calendar' } as const
      const limit = this.#parts.clock.after(
        answerLimitMs,
        () => {
          this.#synced.delete(id)
          reject(new Error(`The host of this world has not answered for ${answerLimitMs / 1000} s. Is it still there?`))
        },
        wait,
      )
      this.#synced.set(id, () => {
        this.#parts.clock.cancel(limit)
        resolve()
      })
      this.#way?.send({ is: 'sync', id })
    })
  }

  #hear(message: FromHost): void {
    const [service, plan, needs] = [this.#service, this.#plan, this.#needs]
    if (service === undefined || plan === undefined || needs === undefined) return
    if (message.is !== 'synced') this.#traffic++
    switch (message.is) {
      case 'changed':
        return service.changed(message.sessionId, message.change)
      case 'ruled':
        return service.ruled(message.change, message.sessionId)
      case 'produced':
        return service.produced(message.production)
      case 'line-message':
        return service.deliver(message.line, message.message, message.delayMs)
      case 'closed':
        return service.closed(message.line, message.code)
      case 'answered':
        return service.answered(message.id, message.outcome)
      case 'noted':
        return needs.journal.add(message.kind, this.#own(message.who), message.what, this.#seenHere(message.detail))
      case 'armed':
        return plan.armedThere(message.armed)
      case 'arm':
        return plan.armHere(message.fault, message.afterMs)
      case 'incident':
        return needs.bringAbout(
          message.incident,
          withClient(message.where, (id) => this.#own(id)),
        )
      case 'refused':
        service.stands(message.snapshot)
        return this.#refused(message.verb, message.why)
      case 'reset':
        return service.stands(message.snapshot)
      case 'synced':
        this.#synced.get(message.id)?.()
        return void this.#synced.delete(message.id)
    }
  }

  #own(clientId: string): string {
    return nameInTab(clientId, this.#way?.number ?? null)
  }

  #seenHere(detail: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const where: unknown = detail['where']
    const client: unknown = typeof where === 'object' && where !== null ? Reflect.get(where, 'client') : undefined
    if (typeof where !== 'object' || typeof client !== 'string') return detail
    return { ...detail, where: { ...where, client: this.#own(client) } }
  }

  #welcomed({ terms, snapshot, armed, number, host }: Welcome, how: 'first' | 'again' | 'elsewhere'): void {
    const needs = this.#needs
    this.#parts.welcomed?.(host)
    this.#plan?.armedThere(armed)
    if (how === 'first') this.#service?.begins(snapshot)
    if (how === 'elsewhere') this.#service?.moveTo(snapshot)
    const released = (how === 'elsewhere' ? this.#plan?.moveOn() : undefined) ?? []
    if (how === 'elsewhere') this.#askAgain()
    const what = { first: 'joined', again: 'back', elsewhere: 'another host' }[how]
    needs?.note(`world: ${what}`, { tab: number, host, ...(released.length === 0 ? {} : { released }) })
    this.#compare(terms)
    needs?.reached(true)
  }

  #compare({ dialect, seed }: Welcome['terms']): void {
    const needs = this.#needs
    if (needs === undefined) return
    if (dialect !== needs.dialect) {
      needs.warn(
        `This world was made in the dialect ${dialect}, which holds here too; this page asked for ${needs.dialect}.`,
        { dialect, asked: needs.dialect },
      )
      needs.speaks(dialect)
    }
    if (seed !== needs.seed) needs.note('world: another seed holds', { seed, asked: needs.seed })
  }

  #lost(): void {
    this.#needs?.note('world: the way to the host is gone', {})
    this.#service?.lost()
    this.#needs?.reached(false)
  }

  #askAgain(): void {
    for (const id of this.#synced.keys()) this.#way?.send({ is: 'sync', id })
  }

  #turnedAway(why: string): void {
    this.#away = why
    this.#needs?.warn(why, {})
    this.#service?.lost()
    this.#needs?.reached(false)
  }

  #refused(verb: string, why: string): void {
    this.#refusals.push(why)
    this.#needs?.warn(`${why} It was asked for in this page; the world is as it was.`, { verb })
  }
}
