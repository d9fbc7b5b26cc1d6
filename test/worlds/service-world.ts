import { Backend } from '../../src/backend/backend.ts'
import type { Outlet } from '../../src/backend/seat.ts'
import type { CredentialRules } from '../../src/backend/session-info.ts'
import {
  defaultRules,
  type Member,
  newSession,
  type SessionInPlace,
  type SessionRules,
} from '../../src/backend/state.ts'
import { permissionsOf, type Role } from '../../src/contract/roles.ts'
import { rawFault } from '../../src/faults/fault.ts'
import { FaultPlan } from '../../src/faults/plan.ts'
import { Journal } from '../../src/kernel/journal/journal.ts'
import { createRandom } from '../../src/kernel/random.ts'
import { VirtualClock } from '../../src/kernel/time/virtual-clock.ts'
import { nextTurn } from '../../src/kernel/time/wall-clock.ts'
import type { Command } from '../../src/wire/commands.ts'
import type { Hello, ServerMessage } from '../../src/wire/link.ts'
import type { StreamRecord } from '../../src/wire/records.ts'
import type { Reply } from '../../src/wire/replies.ts'

export const stream = (id: string, change: Partial<StreamRecord> = {}): StreamRecord => {
  const common = { width: 640, height: 480, frameRate: 30, source: 'camera', muted: false, captions: false } as const
  return {
    id,
    connectionId: '',
    name: id,
    initials: '',
    created: 0,
    channels: [
      { ...common, id: 'audio1', type: 'audio', active: true },
      { ...common, id: 'video1', type: 'video', active: true },
    ],
    ...change,
  }
}

export const member = (id: string, role: Role = 'publisher', clientId: string | null = null): Member => ({
  connection: { id, data: '', created: 0 },
  role,
  permissions: permissionsOf[role],
  clientId,
})

/** Streams are announced when they are made, and nobody asks for their media. */
export const plainRules: SessionRules = { ...defaultRules, negotiated: false, announced: 'created' }

/** A session with people and streams in it, made by hand. */
export function sessionOf(
  members: readonly Member[],
  streams: readonly StreamRecord[] = [],
  rules: Partial<SessionRules> = {},
): SessionInPlace {
  const session = newSession('s1', () => ({ ...plainRules, ...rules }))
  for (const one of members) session.members.set(one.connection.id, one)
  for (const one of streams) session.streams.set(one.id, one)
  return session
}

export const publishing = (id: string, change: Partial<StreamRecord> = {}): Command => ({
  method: 'stream.create',
  stream: stream(id, change),
  encrypted: false,
})

export const signalling = (data: string, to: string | null = null): Command => ({
  method: 'signal.signal',
  signal: { type: 'chat', data },
  to,
})

export const hello = (clientId: string, change: Partial<Hello> = {}): Hello => ({
  clientId,
  sessionId: 's1',
  token: 'token',
  apiKey: '46000000',
  resumes: null,
  ...change,
})

/** What a message says, in a word or two. */
export function wordOf(message: ServerMessage): string {
  if (message.kind === 'pong') return 'pong'
  if (message.kind === 'reply') return `reply ${message.id} ${message.reply.status}`
  const { fact } = message
  if (fact.is === 'signal') return `signal ${fact.signal.data}`
  if ('stream' in fact) return `${fact.is} ${fact.stream.id}`
  if ('streamId' in fact) return `${fact.is} ${fact.streamId}`
  if ('connection' in fact) return `${fact.is} ${fact.connection.id}`
  if ('connectionId' in fact) return `${fact.is} ${fact.connectionId}`
  return fact.is
}

export interface TestOutlet extends Outlet {
  readonly told: ServerMessage[]
  readonly delays: number[]
  readonly closed: number[]
}

export function outlet(): TestOutlet {
  const made: TestOutlet = {
    told: [],
    delays: [],
    closed: [],
    tell: (message, delayMs) => {
      made.told.push(message)
      made.delays.push(delayMs)
    },
    close: (code) => made.closed.push(code),
  }
  return made
}

/** One client's line into the service, without a transport. */
export class TestClient {
  readonly outlet: TestOutlet = outlet()
  readonly line: ReturnType<Backend['attach']>
  readonly #hello: Hello
  #asked = 0

  constructor(backend: Backend, introduction: Hello) {
    this.#hello = introduction
    this.line = backend.attach(introduction, this.outlet)
  }

  /** Sends a command; returns its number. */
  ask(command: Command): number {
    this.#asked++
    this.line.receive({ kind: 'command', id: this.#asked, command })
    return this.#asked
  }

  /** Joins the session; returns the id of the connection, or nothing where it was refused. */
  join(): string {
    return this.replyTo(this.ask({ method: 'connection.create' }))?.joined?.connection.id ?? ''
  }

  replyTo(id: number): Reply | undefined {
    for (const message of this.outlet.told) if (message.kind === 'reply' && message.id === id) return message.reply
    return undefined
  }

  /** What has been told since this was asked last, each in a word or two. */
  news(): string[] {
    return this.outlet.told.splice(0).map(wordOf)
  }

  get clientId(): string {
    return this.#hello.clientId
  }
}

export interface ServiceWorldOptions {
  readonly credentials?: CredentialRules
  readonly seed?: string
}

/** The service alone: nothing carries words, and a client that is told something hears it at once. */
export function serviceWorld({ credentials = { policy: 'any' }, seed = 'service' }: ServiceWorldOptions = {}) {
  const clock = new VirtualClock({ mode: 'manual', epoch: 1_800_000_000_000, nextTurn })
  const journal = new Journal(clock)
  const plan = new FaultPlan(
    () => clock.now(),
    () => {},
  )
  const backend = new Backend({ clock, journal, random: createRandom(seed), hazard: plan, credentials })
  backend.setRules(plainRules)
  return {
    clock,
    journal,
    plan,
    backend,
    client: (clientId: string, change: Partial<Hello> = {}) => new TestClient(backend, hello(clientId, change)),
    /** The facts so far, each in a word or two. */
    facts: (): string[] => journal.find({ kind: 'fact' }).map(({ what }) => what),
    /** From now on a point of the service answers so, once. */
    answer: (point: string, status: string, more: { reason?: string; delayMs?: number; times?: number } = {}) => {
      const { times = 1, ...reply } = more
      plan.arm(rawFault(point, { status, ...reply }, times))
    },
  }
}

export type ServiceWorld = ReturnType<typeof serviceWorld>
