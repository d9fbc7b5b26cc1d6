/**
 * Gives a value under the type by which the real SDK declares it.
 *
 * Its declaration leaves out that some members are null or undefined at times, which its objects are (recorded:
 * `publisher.stream/*`, state `element: null`). Ours is to be assignable to it, and its objects are to be as they are:
 * this is the one place where the two part.
 */
export const declared = <T>(value: T | null | undefined): T => value as T
