import { normal } from '../../backend/http-outcome.ts'
import { findRestFailure, type RestFailure, restFailureList } from '../../contract/rest/failures.ts'
import { isRestOperation, type RestOperation, restOperations } from '../../contract/rest/operations.ts'
import { type FaultRecipe, faultOf } from '../../faults/arm.ts'
import { rawFault } from '../../faults/fault.ts'
import type { RawReply } from '../../kernel/hazard.ts'
import { didYouMean } from '../../kernel/nearest.ts'
import { durationOf } from '../../kernel/time/clock.ts'
import { hostNow } from '../../kernel/time/wall-clock.ts'
import { claimedKey } from '../../rest/authorize.ts'
import { refusalResponse } from '../../rest/call.ts'
import { RestFace } from '../../rest/face.ts'
import { Lifetimes } from '../../rest/lifetimes.ts'
import type { RestOutcome, RestRequest } from '../../rest/message.ts'
import { type Post, type WebhookOptions, Webhooks } from '../../rest/webhooks/delivery.ts'
import { forget, newMemory, type Project, type RestLimits, type RestWorld } from '../../rest/world.ts'
import { demandArguments } from '../../vocabulary/check.ts'
import { demandPublicKey } from '../options.ts'
import type { FaultExtension, ServiceParts } from '../service.ts'
import type { Simulator } from '../simulator.ts'
import { changeParams, restVerbs } from '../verbs/rest-verbs.ts'
import { heardOverHttp } from './hearing.ts'
import { registerRest } from './names.ts'
import { answeredDetail, askedDetail } from './noted.ts'
import type { RestDisturbance, RestOptions } from './options.ts'

export type { Project, RestDisturbance, RestLimits, RestOptions, WebhookOptions }

function demandFailure(id: string): RestFailure {
  const failure = findRestFailure(id)
  if (failure !== undefined) return failure
  const near = didYouMean(
    id,
    restFailureList.map((one) => one.id),
  )
  throw new RangeError(`There is no failure ${JSON.stringify(id)}.${near} REST.md lists all.`)
}

function demandOperation(name: string): RestOperation {
  if (isRestOperation(name)) return name
  const near = didYouMean(name, Object.keys(restOperations))
  throw new RangeError(`There is no request ${JSON.stringify(name)}.${near} REST.md lists all.`)
}

const replyOf = ({ id, operation, slug, status }: RestFailure): RawReply => ({
  status: String(status),
  reason: id,
  body: refusalResponse(operation, slug).body ?? '',
})

const recipeOf = (failure: RestFailure): FaultRecipe => ({
  failure: failure.id,
  point: `rest/${failure.operation}`,
  action: { kind: 'reply', reply: replyOf(failure) },
  countedBy: 'request',
  only: {},
})

const extensionOf = ({ journal }: ServiceParts): FaultExtension => ({
  fault: (failureId, options, now) => faultOf(recipeOf(demandFailure(failureId)), options, now),
  pointOf: (operation) => `rest/${demandOperation(operation.slice('rest/'.length))}`,
  replyOf: (failureId, operation) => {
    if (failureId.startsWith(`${operation}/`)) return replyOf(demandFailure(failureId))
    throw new RangeError(`${failureId} is no answer to what is held. Give a failure of ${operation}.`)
  },
  heardOf: (failureId) => heardOverHttp(journal, demandFailure(failureId).id),
})

/** The failures that come over HTTP, and the operations that can be called. */
const restNames: readonly string[] = [
  ...restFailureList.map(({ id }) => id),
  ...Object.keys(restOperations).map((one) => `rest/${one}`),
]

/** The HTTP face of one world: what it answers, what goes wrong over HTTP, and whom it tells. */
export class Rest {
  readonly #service: ServiceParts
  readonly #world: RestWorld
  readonly #face: RestFace
  readonly #webhooks: Webhooks
  #options: RestOptions = {}
  /** The options that hold until the next reset. */
  #passing: RestOptions = {}

  constructor(service: ServiceParts, post: Post) {
    this.#service = service
    const memory = newMemory()
    const options = (): RestOptions => this.#now
    const { backend, clock, random, hazard, credentials, journal, keys, hasIssued } = service
    this.#world = {
      ...{ backend, clock, random, hazard, credentials, hasIssued, memory, hostNow },
      defaultKey: () => keys().jwt,
      get projects() {
        return options().projects ?? []
      },
      get limits() {
        return options().limits ?? {}
      },
      get archivesEnd() {
        return options().archives ?? 'available'
      },
      note: (what, detail) => journal.add('fact', 'service', what, detail),
      asked: (route, request) =>
        journal.add('request', 'server', `rest/${route.operation}`, askedDetail(route, request)),
      answered: (operation, answer, failure) =>
        journal.add('reply', 'server', `rest/${operation}`, answeredDetail(operation, answer, failure)),
    }
    this.#face = new RestFace(this.#world)
    this.#webhooks = new Webhooks(this.#world, post)
    void new Lifetimes(this.#world)
    registerRest(restNames)
    service.extendFaults(extensionOf(service))
    service.onReset(() => {
      forget(memory)
      this.#passing = {}
      this.#webhooks.configure(this.#options.webhooks ?? {})
      this.#webhooks.forget()
    })
  }

  /**
   * The rules from now on, also after a reset of the simulator.
   *
   * @throws RangeError for an option that is none; nothing is changed then.
   */
  configure(...args: readonly [options: RestOptions]): void {
    this.#service.demandLife('rest.configure')
    demandArguments('rest.configure', restVerbs.configure.params, args)
    const [options] = args
    for (const { key, publicKey } of options.projects ?? []) {
      if (publicKey !== undefined) demandPublicKey(publicKey, `The publicKey of project ${key}`)
    }
    this.#options = { ...this.#options, ...options }
    this.#webhooks.configure(this.#now.webhooks ?? {})
  }

  /**
   * Sets options that hold until the next reset of the simulator: those of a scenario.
   *
   * @throws RangeError for an option that is none; nothing is changed then.
   */
  change(options: Pick<RestOptions, 'latency' | 'webhooks' | 'limits'>): void {
    this.#service.demandLife('rest.change')
    demandArguments('rest.change', changeParams, [options])
    this.#service.note('rest.change', { ...options })
    this.#passing = { ...this.#passing, ...options }
    this.#webhooks.configure(this.#now.webhooks ?? {})
  }

  get #now(): RestOptions {
    const webhooks = { ...this.#options.webhooks, ...this.#passing.webhooks }
    return { ...this.#options, ...this.#passing, webhooks }
  }

  /**
   * Gives the next answers to a request in another way: another status, no answer, a delay, a spoiled body.
   *
   * @throws RangeError for a request that there is not, or an answer that cannot be.
   *
   * @example
   * rest.answer('startArchive', { status: 503, times: 2 })
   * rest.answer('startArchive', { status: 'none' }) // the server's own time-out decides
   * rest.answer('listArchives', { spoil: 'truncated', delay: '3s' })
   */
  answer(...args: readonly [request: RestOperation, disturbance: RestDisturbance]): void {
    this.#service.demandLife('rest.answer')
    demandArguments('rest.answer', restVerbs.answer.params, args)
    const [request, disturbance] = args
    const { status, body, spoil, delay, times = 1 } = disturbance
    const reply: RawReply = {
      status: status === undefined ? normal : String(status),
      ...(spoil === undefined ? {} : { reason: spoil }),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(delay === undefined ? {} : { delayMs: durationOf(delay) }),
    }
    this.#service.note('rest.answer', { request, ...disturbance })
    this.#service.arm(rawFault(`rest/${request}`, reply, times))
  }

  /** Whether a request is about a session or a project of this world alone: one that it has made, or was told of. */
  owns(request: RestRequest): boolean {
    const { keys, hasIssued } = this.#service
    const sessionId = sessionIn(request)
    if (sessionId !== undefined && (hasIssued(sessionId) || this.#world.memory.made.has(sessionId))) return true
    const keysHere = [...Object.values(keys()), ...this.#world.projects.map((project) => project.key)]
    const key = keyIn(request)
    return key !== undefined && keysHere.includes(key)
  }

  /** The answer to a request; undefined where the service knows no such request. Rejects once the world is disposed of. */
  async take(request: RestRequest): Promise<Exclude<RestOutcome, { kind: 'held' }> | undefined> {
    this.#service.demandLife('rest')
    const outcome = this.#face.take(request)
    return outcome === undefined ? undefined : this.#inTime(outcome, request)
  }

  /** The service's answer to a path that it does not know. */
  unknown(request: RestRequest): Promise<Exclude<RestOutcome, { kind: 'held' }>> {
    return this.#inTime(this.#face.unknown(request), request)
  }

  async #inTime(outcome: RestOutcome, request: RestRequest): Promise<Exclude<RestOutcome, { kind: 'held' }>> {
    if (outcome.kind === 'held') {
      this.#webhooks.letTimePass()
      return this.#inTime(await new Promise(outcome.whenOpen), request)
    }
    const ms = (outcome.kind === 'answer' ? outcome.delayMs : 0) + this.#latencyMs()
    if (ms > 0) await this.#wait(ms, `the answer to ${request.method} ${request.path}`)
    return outcome
  }

  #latencyMs(): number {
    const [least = 0, most = least] = [this.#now.latency ?? 0].flat().map(durationOf)
    return most > least ? least + Math.floor(this.#world.random.next() * (most - least)) : least
  }

  #wait(ms: number, what: string): Promise<void> {
    this.#webhooks.letTimePass()
    return new Promise((resolve) => {
      this.#service.clock.after(ms, resolve, { what, kind: 'work' })
    })
  }
}

/** The HTTP face of a world: one, however often it is asked for. */
export function restOf(simulator: Pick<Simulator, '_service'>, post: Post): Rest {
  const service = simulator._service
  if (isRest(service.face)) return service.face
  const rest = new Rest(service, post)
  service.face = rest
  return rest
}

const sessionIn = ({ path }: RestRequest): string | undefined => /\/session\/([^/]+)\//.exec(`${path}/`)?.[1]

const keyIn = (request: RestRequest): string | undefined =>
  /^\/v2\/projects?\/([^/]+)/.exec(request.path)?.[1] ?? claimedKey(request)

// A copy of the package that is required has a class of its own.
const isRest = (face: unknown): face is Rest => typeof face === 'object' && face !== null && 'take' in face
