/** Answers over HTTP: a value as JSON, or the text of an error. */

/** A request as it came over HTTP. Plain data. */
export interface RestRequest {
  /** In capital letters. */
  readonly method: string
  /** Without host and query, such as `/v2/project/.../archive`. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** An answer as it goes over HTTP. Plain data. */
export interface RestResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Null: none, as with 204. */
  readonly body: string | null
}

/** The outcome of a request. */
export type RestOutcome =
  | {
      readonly kind: 'answer'
      readonly response: RestResponse
      readonly delayMs: number
      /** The line breaks in the middle of the body. */
      readonly broken: boolean
    }
  | { readonly kind: 'network-failure' }
  /** The request is never answered. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'held'; readonly whenOpen: (run: (outcome: RestOutcome) => void) => void }

/** A JSON object whose keys are not known. */
export type Json = Readonly<Record<string, unknown>>

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const json = { 'content-type': 'application/json' }

/** An answer with a value as JSON. */
export const answered = (status: number, value: unknown): RestResponse => ({
  status,
  headers: json,
  body: JSON.stringify(value),
})

/** An answer that has a status and no body. */
export const done = (status: 200 | 202 | 204): RestResponse => ({
  status,
  headers: {},
  body: status === 204 ? null : '',
})
