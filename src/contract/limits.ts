/** The limits of values: the type and data of a signal, the length of an encryption secret, the data and life of a token. */

/** The letters that the type of a signal can have, each of them. */
export const signalTypeLetters = '[A-Za-z0-9._~-]'

/** The most that a signal can carry: characters of its type, and of its data once that is JSON (`session.signal/data-8192-chars`). */
export const signalLimits = { type: 128, data: 8192 } as const

/** How many characters an encryption secret has (recorded: area `encryption`). */
export const secretLengths = { least: 8, most: 256 } as const

/** The longest connection data and the longest life of a token that the guides allow (`notes:token-guide`), in characters and seconds (30 days). */
export const tokenLimits = { data: 1000, life: 2_592_000 } as const
