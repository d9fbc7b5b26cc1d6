const legacyNames = [
  'PermissionDeniedError',
  'DevicesNotFoundError',
  'TrackStartError',
  'ConstraintNotSatisfiedError',
  'PermissionDismissedError',
  'MediaDeviceFailedDueToShutdown',
  'SourceUnavailableError',
]
const message = 'The case asks for this.'

/** What a replaced browser call rejects with, by the name that a case gives it (vocabulary, "Media errors"). */
export function mediaError(name: string): unknown {
  if (name === 'string') return message
  if (name === 'TypeError') return new TypeError(message)
  if (name === 'Error') return new Error(message)
  if (name === 'OverconstrainedError') return new OverconstrainedError('deviceId', message)
  if (legacyNames.includes(name)) return Object.assign(new Error(message), { name })
  return new DOMException(message, name)
}

declare class OverconstrainedError extends DOMException {
  constructor(constraint: string, message?: string)
}
