/** The letters that the type of a signal can have, each of them. */
export const signalTypeLetters = '[A-Za-z0-9._~-]'

/** The most that a signal can carry: characters of its type, and of its data once that is JSON (`session.signal/data-8192-chars`). */
export const signalLimits = { type: 128, data: 8192 } as const

/** How many characters an encryption secret has (recorded: area `encryption`). */
export const secretLengths = { least: 8, most: 256 } as const
