/** The messages between a tab and the host of its world. */

import type { Change } from '../backend/evolve.ts'
import type { HttpOutcome } from '../backend/http-outcome.ts'
import type { Production, ProductionBook, ProductionChange, ProductionOptions } from '../backend/productions.ts'
import type { Service } from '../backend/service.ts'
import type { CredentialRules } from '../backend/session-info.ts'
import type { ServiceSnapshot } from '../backend/snapshot.ts'
import type { SessionRules } from '../backend/state.ts'
import type { Dialect } from '../contract/dialect.ts'
import type { ArmedFailure, Fault, Incident } from '../faults/fault.ts'
import type { NeverStruck } from '../faults/plan.ts'
import type { RawReply, Subject } from '../kernel/hazard.ts'
import { fieldOf } from '../kernel/values.ts'
import type { Numbered } from '../transport/steady-line.ts'
import type { ClientMessage, Hello, HttpRequest, MediaArrival, ServerMessage } from '../wire/link.ts'

/** The terms of a world, which the tab that makes it sets. */
export interface WorldTerms {
  readonly dialect: Dialect
  readonly seed: number | string
  readonly credentials: CredentialRules
}

/** The first word of a tab over a new port. */
export interface Greeting {
  readonly is: 'greeting'
  /** The version of the package. */
  readonly version: string
  /** A name that no other tab has: drawn by chance, known to the tab and its host alone. */
  readonly place: string
  /** The host that it spoke to before, and the number that it had there. */
  readonly host: string | null
  readonly number: number | null
  /** The number of the last message that it has heard of that host. */
  readonly heard: number
  readonly terms: WorldTerms
  /** The tab's knowledge of the world of another host before, for a new host that has none. */
  readonly snapshot?: ServiceSnapshot
}

/** The faults and holds at the host. */
export interface ArmedThere {
  readonly failures: readonly ArmedFailure[]
  readonly never: readonly NeverStruck[]
  /** The points whose answers are withheld. */
  readonly held: readonly string[]
}

/** The host's answer to a greeting. */
export interface Welcome {
  readonly is: 'welcome'
  readonly host: string
  /** The tab's number in this world: part of the names of its clients where others see them. */
  readonly number: number
  /** The host knows the tab from before: no message is lost. */
  readonly resumed: boolean
  readonly heard: number
  readonly terms: WorldTerms
  readonly snapshot: ServiceSnapshot
  readonly armed: ArmedThere
}

/** The host's answer to a tab that it cannot take. */
export interface TurnedAway {
  readonly is: 'turned-away'
  readonly why: string
}

/** The verbs by which a test author, or the service's HTTP face, changes what the service knows. */
export interface OrderArguments {
  readonly setRules: Parameters<Service['setRules']>
  readonly admit: Parameters<Service['admit']>
  readonly depart: Parameters<Service['depart']>
  readonly tell: Parameters<Service['tell']>
  readonly act: Parameters<Service['act']>
  readonly serve: Parameters<Service['serve']>
  readonly rotateServer: Parameters<Service['rotateServer']>
  readonly crash: Parameters<Service['crash']>
  readonly closeSocket: Parameters<Service['closeSocket']>
  readonly startProduction: readonly [options: ProductionOptions]
  readonly updateProduction: readonly [id: string, change: ProductionChange]
  readonly endProductions: Parameters<ProductionBook['endAll']>
  readonly reset: readonly []
}

export type OrderVerb = keyof OrderArguments

export type Order = { [Verb in OrderVerb]: { readonly verb: Verb; readonly args: OrderArguments[Verb] } }[OrderVerb]

/** A message of a tab to the host. Plain data. */
export type FromTab =
  | { readonly is: 'order'; readonly order: Order }
  | { readonly is: 'http'; readonly id: number; readonly request: HttpRequest; readonly clientId: string }
  | { readonly is: 'media'; readonly arrival: MediaArrival }
  /** A client opens a line; `connectionId`: it is in the session already, and its line led to another host. */
  | { readonly is: 'attach'; readonly line: number; readonly hello: Hello; readonly connectionId: string | null }
  | { readonly is: 'said'; readonly line: number; readonly message: ClientMessage }
  | { readonly is: 'left'; readonly line: number; readonly reason: string }
  | { readonly is: 'carries'; readonly line: number; readonly carried: boolean }
  | { readonly is: 'idle'; readonly line: number }
  /** The application has called `connect()`: faults that count attempts must know. */
  | { readonly is: 'connecting'; readonly subject: Subject }
  /** `afterMs`: how long from now until it may strike. */
  | { readonly is: 'arm'; readonly fault: Fault; readonly afterMs: number }
  | { readonly is: 'disarm'; readonly failure: string }
  | { readonly is: 'hold'; readonly gate: number; readonly point: string }
  | { readonly is: 'open'; readonly gate: number; readonly instead: RawReply | null }
  | { readonly is: 'sync'; readonly id: number }
  /** The page is left: its clients say goodbye. */
  | { readonly is: 'leaving' }

/** A message of the host to a tab. Plain data. */
export type FromHost =
  | { readonly is: 'changed'; readonly sessionId: string; readonly change: Change }
  | { readonly is: 'ruled'; readonly change: Partial<SessionRules>; readonly sessionId: string | null }
  | { readonly is: 'produced'; readonly production: Production }
  | { readonly is: 'line-message'; readonly line: number; readonly message: ServerMessage; readonly delayMs: number }
  | { readonly is: 'closed'; readonly line: number; readonly code: number }
  | { readonly is: 'answered'; readonly id: number; readonly outcome: HttpOutcome }
  | {
      readonly is: 'noted'
      readonly kind: 'reply' | 'fault' | 'control'
      readonly who: string
      readonly what: string
      readonly detail: Readonly<Record<string, unknown>>
    }
  | { readonly is: 'armed'; readonly armed: ArmedThere }
  | { readonly is: 'arm'; readonly fault: Fault; readonly afterMs: number }
  | { readonly is: 'incident'; readonly incident: Incident; readonly where: Subject }
  /** An order was refused; the snapshot is the state of the world. */
  | { readonly is: 'refused'; readonly verb: string; readonly why: string; readonly snapshot: ServiceSnapshot }
  /** The world was made as new, or a tab's part of it was. */
  | { readonly is: 'reset'; readonly snapshot: ServiceSnapshot }
  | { readonly is: 'synced'; readonly id: number }

/** The name of a client where other tabs see it. */
export const nameInWorld = (clientId: string, number: number): string =>
  clientId.includes('@') ? clientId : `${clientId}@${number}`

/** The name of a client in the tab of this number: its own are named as they name themselves. */
export const nameInTab = (clientId: string, number: number | null): string =>
  clientId.endsWith(`@${number}`) ? clientId.slice(0, clientId.lastIndexOf('@')) : clientId

/** A subject with the client's name as others see it, or as its own tab does. */
export const withClient = (subject: Subject, rename: (clientId: string) => string): Subject =>
  typeof subject['client'] === 'string' ? { ...subject, client: rename(subject['client']) } : subject

export const isGreeting = (word: unknown): word is Greeting =>
  fieldOf(word, 'is') === 'greeting' &&
  typeof fieldOf(word, 'version') === 'string' &&
  typeof fieldOf(word, 'place') === 'string' &&
  typeof fieldOf(word, 'heard') === 'number' &&
  typeof fieldOf(fieldOf(word, 'terms'), 'credentials') === 'object'

export const isWelcome = (word: unknown): word is Welcome => fieldOf(word, 'is') === 'welcome'

export const isTurnedAway = (word: unknown): word is TurnedAway => fieldOf(word, 'is') === 'turned-away'

/** Whether a message is one of a steady line. Its content is checked where it is carried out. */
export const isNumbered = <T>(word: unknown): word is Numbered<T> =>
  typeof fieldOf(word, 'heard') === 'number' ||
  (typeof fieldOf(word, 'n') === 'number' && typeof fieldOf(fieldOf(word, 'message'), 'is') === 'string')
