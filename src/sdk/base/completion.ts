/** A handler that a call tells how it ended. */
export type Completion = (...args: readonly unknown[]) => unknown

export const isCompletion = (value: unknown): value is Completion => typeof value === 'function'
