/**
 * The error that a completion handler or a rejected promise is given (reference: Error).
 *
 * Match `name`, as the reference advises: codes are shared between causes, and some errors have none.
 *
 * @example
 * if (error?.name === 'OT_USER_MEDIA_ACCESS_DENIED') explainPermissions()
 */
export interface OTError {
  name: string
  message: string
  /** The documented code, where there is one. */
  code?: number | string | undefined
}

/**
 * A handler that is told once: without an error, all went well. It may say which errors it knows.
 *
 * @example
 * session.publish(publisher, (error?: ErrorOf<'Session.publish'>) => error && explain(error.name))
 */
export type CompletionHandler<E extends object = OTError> = (error?: E) => void
