import type { RawReply } from '../kernel/hazard.ts'

/** The vocabulary's status for: handled as usual. */
export const normal = '200x'

/** The vocabulary's status for: never answered. */
export const never = 'none'

/** The outcome of an HTTP request: an answer after a while, or none, ever. Plain data. */
export type HttpOutcome =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string; readonly delayMs: number }
  | { readonly kind: 'network-failure'; readonly offline?: boolean }
  | { readonly kind: 'silence' }

/** The outcome of a raw answer at an HTTP point; `usual` is the answer that the service would give. */
export function rawHttp(reply: RawReply, usual: () => HttpOutcome): HttpOutcome {
  if (reply.status === never) return { kind: 'silence' }
  if (reply.status === 'failed') return { kind: 'network-failure' }
  if (reply.status === 'offline') return { kind: 'network-failure', offline: true }
  const answer = usual()
  if (answer.kind !== 'answer') return answer
  const delayMs = reply.delayMs ?? 0
  if (reply.status === normal) return { ...answer, delayMs }
  return { kind: 'answer', status: Number(reply.status), body: reply.body ?? '', delayMs }
}
