/** Values of scenario files: times such as `"2s"`, and the like. */

/** A time: milliseconds, or a text such as `"2s"`. */
export type Duration = number | string

/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
