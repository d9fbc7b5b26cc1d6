/** The vocabulary's status for: handled as usual. */
export const normal = '200x'

/** The vocabulary's status for: never answered. */
export const never = 'none'
