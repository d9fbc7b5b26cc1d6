let restNames: ReadonlySet<string> | undefined

/** Tells which failures and requests of HTTP there are: an HTTP face does, so that nothing else has to load its tables. */
export function registerRest(names: Iterable<string>): void {
  restNames = new Set(names)
}

/** Whether HTTP has a failure or a request of this name; where nothing serves HTTP, whether it looks like one. */
export const isRestName = (text: string): boolean => restNames?.has(text) ?? /^rest\/\w+(\/[\w-]+)?$/.test(text)
