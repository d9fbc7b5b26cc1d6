import type { FaultPoint } from './fault-points.ts'
import type { Operation } from './operations.ts'

/**
 * Where a statement about the real SDK comes from:
 * - `guide:<method>#<code, name or event>`: a row of the exception-handling guide (`fixtures/facts/guide-errors.json`);
 * - `reference:<method>#<code or name>`: a row of the API reference (`fixtures/facts/reference-errors.json`);
 * - `observed:<case>`: a recording (`fixtures/observed`);
 * - `notes:<note>`: one of {@link notes}.
 */
export type SourceId = `guide:${string}` | `reference:${string}` | `observed:${string}` | `notes:${NoteId}`

/** Sources that are no file of this repository. */
export const notes = {
  'sdk-2.36': 'The release notes of SDK 2.36, which is not in the npm registry yet; nothing of it was observed.',
  'token-guide':
    "The overview of token creation in OpenTok's and Vonage Video's guides: a publisher-only client may neither subscribe nor signal, connection data has 1,000 characters at most, a token lives 30 days at most. The error that a client gets is not said: assumed.",
  'in-a-listener':
    'Recorded of a call that a listener makes, whose outcome the log of a recording alone shows (`ends/within/reconnecting/handler-disconnects-*`); the SDK rejects with an object that is no Error.',
  'recorded-elsewhere': 'Recorded, in a case that was not kept: fixtures/observed/README.md says what was seen.',
  'dom-exception-code': 'Follows from a rule that was recorded: the error has the code of the DOMException behind it.',
  'every-recording': 'Every recording of the operation in fixtures/observed: none of them gives this error.',
} as const

export type NoteId = keyof typeof notes

/** The ways in which an application hears of a failure. `event`: another event than `exception`. */
export const channels = ['completion', 'promise', 'exception', 'thrown', 'event', 'window-error'] as const

export type Channel = (typeof channels)[number]

/**
 * How we know: `documented` and never seen; `observed`, the client's behaviour was seen; `server-assumed`, what the
 * client does with an answer was seen, that the service sends it is an assumption; `assumed`.
 */
export type Knowledge = 'documented' | 'observed' | 'server-assumed' | 'assumed'

/** `natural`: it comes about by itself in a simulated world. `fault-only`: a test author has to ask for it. */
export type Cause = 'natural' | 'fault-only'

/** `object`: it is no Error at all. */
export type ErrorClass = 'OT.Error' | 'Error' | 'TypeError' | 'DOMException' | 'object'

/** The error that the documentation gives; null where it is silent. */
export interface DocumentedError {
  readonly name: string | null
  readonly code: number | null
  readonly source: readonly SourceId[]
}

/** The error that SDK 2.35 was observed to give; a name and a code of null mean that the SDK gives no error. */
export interface SdkError {
  readonly name: string | null
  readonly code: number | string | null
  /** Default: the SDK's own error class, whose instances are Errors too. */
  readonly class?: ErrorClass
  readonly source: readonly SourceId[]
}

/** One way in which the failure was looked for in SDK 2.35, in Chromium, and did not come. */
export interface Trial {
  /** The circumstances, in words. */
  readonly under: string
  readonly source: readonly SourceId[]
}

/** The object that an `exception` event names as its target. */
export type ExceptionTarget = 'OT' | 'session' | 'publisher' | 'subscriber'

/** One `exception` event. */
export interface ExceptionRow {
  readonly on: ExceptionTarget
  /** `own`: the code of the failure in the dialect at hand. */
  readonly code: 'own' | number
  /**
   * `own`: the event carries the error of the failure. `none`: it carries no error. `raw`: it carries what the service
   * said, a plain Error whose code is the status as a string. Else: it carries another error, of the SDK's own.
   */
  readonly error: 'own' | 'none' | 'raw' | { readonly name: string; readonly code: number }
}

/** The messages that the service sends by itself. */
export type Notice = 'connection.deleted' | 'stream.deleted' | 'stream.muted' | 'subscriber.videoDisabled'

/** The act of the service that brings a failure about, as raw as it travels. */
export type RawReply =
  | { readonly request: string; readonly status: string; readonly reason?: string }
  | { readonly http: 'failure' | 'offline' | HttpResponse }
  | {
      readonly socket:
        | 'refuse'
        | 'hang'
        | 'throw'
        | 'silent'
        | 'lost'
        | { readonly closeAfterOpen: number }
        | { readonly close: number }
    }
  | { readonly withheld: string }
  | { readonly garbled: string }
  | { readonly notice: Notice; readonly reason?: string }

export interface HttpResponse {
  readonly status: number
  readonly json?: unknown
  readonly body?: string
}

/**
 * The effect of a failure on its object or its call:
 * - `handler-is-null`: the call goes well, and its handler, which is null, is called;
 * - `publisher-destroyed`: the publisher is destroyed before its media arrives;
 * - `element-broken`: the element of the publisher has failed before the call;
 * - `unpublished`: the application takes the publisher back in the next moment;
 * - `unsubscribed`: the application takes the subscriber back in the next moment;
 * - `session-lost`: the request is lost with its session before the service has answered it;
 * - `session-ended`: the session ends when the service has accepted the request;
 * - `media-lost`: the media has failed, and the session ends before anybody is told;
 * - `subscriber-destroyed`: the subscriber is destroyed.
 */
export type Effect =
  | 'handler-is-null'
  | 'publisher-destroyed'
  | 'element-broken'
  | 'unpublished'
  | 'unsubscribed'
  | 'session-lost'
  | 'session-ended'
  | 'media-lost'
  | 'subscriber-destroyed'

/** A row of the catalogue as it is written down. */
export interface FailureRow {
  readonly operation: Operation
  readonly slug: string
  /** Left out where the documentation is silent. */
  readonly documented?: DocumentedError
  /** Null: this version was never seen to produce it; `tried` says under which circumstances. */
  readonly sdk: SdkError | null
  /** Where `sdk` is null: how it was tried. An empty list: it was not tried. */
  readonly tried?: readonly Trial[]
  readonly known: Knowledge
  /** The SDK's version that the documentation speaks of, where it is a later one than 2.35. */
  readonly since?: '2.36'
  /** In the order in which they are heard, where the application listens to all of them. */
  readonly channels: readonly Channel[]
  /** The `exception` events among the channels, in order; left out: the operation's object, with the error's own code. */
  readonly exceptions?: readonly ExceptionRow[]
  /** The return value of the call, where it differs from that of a call that succeeds. */
  readonly returns?: 'null' | 'undefined'
  readonly cause: Cause
  readonly point: FaultPoint
  /** For service points: what leads to it by the tables of `replies.ts`. */
  readonly reply?: RawReply
  /** For media points: the condition, in the words of the vocabulary's `given.media`. */
  readonly media?: Readonly<Record<string, unknown>>
  /** Words that the documentation makes part of the error's message, since applications look for them. */
  readonly says?: string
  /**
   * The cause, in the words of the error's message, where the service itself refuses what an application passed; left out: the slug
   * says it.
   */
  readonly why?: string
  /** Whether the session has automatic reconnection, where the failure depends on it. */
  readonly reconnection?: boolean
  /** The effect of the failure on its object or its call, besides the error. */
  readonly effect?: Effect
  /** The sentence that a subscriber's element shows for a refusal, where it is not the usual one of a broken network. */
  readonly shows?: 'stream-limit' | 'encryption'
  /** `data`: known, and not simulated yet. Default: `live`. */
  readonly status?: 'live' | 'data'
}
