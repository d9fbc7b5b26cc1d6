import type { WebhookOptions } from '../../rest/webhooks/delivery.ts'
import type { Project, RestLimits } from '../../rest/world.ts'

/** How a world's HTTP face behaves. */
export interface RestOptions {
  /**
   * The projects that there are, each with the secret or the public key that its requests are checked with. Default: any
   * project, and signatures are checked as `credentials` of the simulator says.
   */
  readonly projects?: readonly Project[]
  /** Where webhooks go, and what becomes of them on their way. Default: nowhere, but to addresses that requests register. */
  readonly webhooks?: WebhookOptions
  /** How long every answer takes, in milliseconds or as a text, or at least and at most. Default 0. */
  readonly latency?: number | string | readonly [number | string, number | string]
  readonly limits?: RestLimits
  /** The last status of a finished archive. Default `available`. */
  readonly archives?: 'available' | 'uploaded'
}

/** An answer that is given in place of the service's own, or what becomes of its own. */
export interface RestDisturbance {
  /** An HTTP status; `none`: no answer, ever; `failed`: the network fails. Default: the service's own answer. */
  readonly status?: number | 'none' | 'failed'
  /** The body: a text as it stands, anything else as JSON. */
  readonly body?: unknown
  /** The damage of the service's body: it is no JSON, or breaks off in the middle. */
  readonly spoil?: 'malformed' | 'truncated'
  /** How long the answer takes. */
  readonly delay?: number | string
  /** How many requests it strikes; default 1. */
  readonly times?: number
}
