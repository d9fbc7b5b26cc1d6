/** How much is written to the console, by name (recorded: `OT.property/*`). */
export const logLevels = { NONE: 0, ERROR: 1, WARN: 2, INFO: 3, LOG: 4, DEBUG: 5, SPAM: 6 } as const

export type ConsoleMethod = 'error' | 'warn' | 'info' | 'log' | 'debug'

const levelOf: Readonly<Record<ConsoleMethod, number>> = { error: 1, warn: 2, info: 3, log: 4, debug: 5 }

/** The log of one `OT`, and the level from which its lines are shown. */
export class Log {
  #level: number = logLevels.WARN

  /** Gives the level that is in force: what is no level is taken for warnings (recorded: `OT.setLogLevel/no-arguments`). */
  setLevel(level: unknown): number {
    const known = Object.values(logLevels).find((one) => one === level)
    this.#level = known ?? logLevels.WARN
    return this.#level
  }

  /** A method that writes to the console from its level on. */
  writer(method: ConsoleMethod): (...message: readonly unknown[]) => void {
    return (...message) => {
      if (this.#level >= levelOf[method]) console[method](...message)
    }
  }
}
