import { allSteps, type JsonObject, type RecordedCase, type Step } from './recorded-case.ts'

/** Areas about the browser's media rather than about a session. */
const mediaAreas: ReadonlySet<string> = new Set(['initPublisher', 'publisher', 'subscriber', 'OT'])
const idsOfOtherKinds = ['webrtc/', 'timing/']
const wireSteps: ReadonlySet<unknown> = new Set(['drop', 'silent', 'mode'])
const negotiating: ReadonlySet<unknown> = new Set(['badOffer', 'noCandidates'])

/**
 * Whether a case needs roles, remote people, set-up steps and local checks alone: no HTTP answers, websocket behaviour, status
 * replies, browser stubs, being offline, negotiation of media, or a connection that drops or falls silent.
 *
 * @example cases.filter(isPlainSessionCase).length // 377 of the project's recordings
 */
export function isPlainSessionCase(recorded: RecordedCase): boolean {
  const { area, id, given } = recorded
  if (mediaAreas.has(area) || idsOfOtherKinds.some((start) => id.startsWith(start))) return false
  if (given.http !== undefined || given.media !== undefined || given.offline !== undefined) return false
  return isPlainServer(given.server ?? {}) && !allSteps(recorded).some(isWireStep)
}

const isPlainServer = ({ socket, replies, publish, subscribe }: JsonObject): boolean =>
  socket === undefined &&
  replies === undefined &&
  ![publish, subscribe].some((mode) => negotiating.has(mode) || String(mode).startsWith('jsep'))

const isWireStep = (step: Step): boolean => 'server' in step && wireSteps.has(step.server)
