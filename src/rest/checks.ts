/** Checks that the bodies of several requests share: layouts and addresses. */

/** The sizes of picture that the service makes. */
export const resolutions: readonly unknown[] = ['640x480', '480x640', '1280x720', '720x1280', '1920x1080', '1080x1920']

const layoutTypes: readonly unknown[] = ['bestFit', 'custom', 'horizontalPresentation', 'pip', 'verticalPresentation']

/** The problem of a request, in words; null: it has none. */
export type Problem = string | null

/** The first problem that there is. */
export const firstOf = (problems: readonly (() => Problem)[]): Problem => {
  for (const look of problems) {
    const problem = look()
    if (problem !== null) return problem
  }
  return null
}

/** A value that may be left out has to be one of these. */
export const oneOf = (name: string, value: unknown, allowed: readonly unknown[]): Problem =>
  value === undefined || allowed.includes(value) ? null : `${name} is none of ${allowed.join(', ')}.`

/** A value that may be left out has to be a whole number within limits. */
export const within = (name: string, value: unknown, least: number, most: number): Problem =>
  value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most)
    ? null
    : `${name} is no whole number from ${least} to ${most}.`

export const flag = (name: string, value: unknown): Problem =>
  value === undefined || typeof value === 'boolean' ? null : `${name} is neither true nor false.`

export const text = (name: string, value: unknown): Problem =>
  value === undefined || typeof value === 'string' ? null : `${name} is no text.`

/** A layout that may be left out: a type, a style sheet for "custom" alone, and a layout for shared screens beside "bestFit" alone. */
export function layoutProblem(value: unknown): Problem {
  if (value === undefined) return null
  if (typeof value !== 'object' || value === null) return 'The layout is no object.'
  const type: unknown = Reflect.get(value, 'type')
  const sheet: unknown = Reflect.get(value, 'stylesheet')
  if (!layoutTypes.includes(type)) return `The type of the layout is none of ${layoutTypes.join(', ')}.`
  const shared: unknown = Reflect.get(value, 'screenshareType')
  if (shared !== undefined && type !== 'bestFit') return 'Only the layout "bestFit" has a screenshareType.'
  if (shared !== undefined && (shared === 'custom' || !layoutTypes.includes(shared))) {
    return 'The screenshareType is no predefined layout.'
  }
  if (type === 'custom') return typeof sheet === 'string' && sheet !== '' ? null : 'A custom layout needs a stylesheet.'
  return sheet === undefined ? null : 'Only a custom layout has a stylesheet.'
}

/** An address that may be left out has to be one that can be posted to. */
export const callbackAddress = (name: string, value: unknown): Problem =>
  value === undefined || value === '' || isUrl(value, ['http:', 'https:']) ? null : `${name} is no address.`

/** Whether a text is a URL of one of these schemes, such as `https:`. */
export function isUrl(value: unknown, schemes: readonly string[]): value is string {
  if (typeof value !== 'string') return false
  try {
    return schemes.includes(new URL(value).protocol)
  } catch {
    return false
  }
}
