import type { PageErrorType } from './rig.ts'

/** Watches for errors that escape to the process while a case runs; in a browser the page would see them. */
export interface ProcessWatch {
  listen(listener: (type: PageErrorType, error: unknown) => void): void
  stop(): void
}

/** Starts watching. */
export function watchProcess(): ProcessWatch {
  let tell: (type: PageErrorType, error: unknown) => void = () => {}
  const onRejection = (reason: unknown): void => tell('unhandledrejection', reason)
  const onException = (error: unknown): void => tell('error', error)
  process.on('unhandledRejection', onRejection)
  process.on('uncaughtException', onException)
  return {
    listen: (listener) => {
      tell = listener
    },
    stop: () => {
      process.off('unhandledRejection', onRejection)
      process.off('uncaughtException', onException)
    },
  }
}
