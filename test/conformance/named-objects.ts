/** The names that a case has for objects, and the objects that have one. */
export interface NamedObjects {
  /** Gives an object a name; an object keeps its first name as the one it is called by. */
  bind(name: string, object: unknown): void
  /** Names a registered object `publisher`, `publisher2`, ... and returns the name. */
  bindNext(kind: string, object: object): string
  get(name: string): unknown
  has(name: string): boolean
  nameOf(object: unknown): string | null
  /** Names with their objects, in the order of naming. */
  entries(): readonly (readonly [string, unknown])[]
}

/** Makes an empty list of names. */
export function createNamedObjects(): NamedObjects {
  const objects = new Map<string, unknown>()
  const counts = new Map<string, number>()
  const bind = (name: string, object: unknown): void => {
    objects.set(name, object)
  }
  return {
    bind,
    bindNext: (kind, object) => {
      const number = (counts.get(kind) ?? 0) + 1
      counts.set(kind, number)
      const name = number === 1 ? kind : `${kind}${number}`
      bind(name, object)
      return name
    },
    get: (name) => objects.get(name),
    has: (name) => objects.has(name),
    nameOf: (object) => firstNameOf(objects, object),
    entries: () => [...objects],
  }
}

function firstNameOf(objects: ReadonlyMap<string, unknown>, object: unknown): string | null {
  if (object === null || object === undefined) return null
  for (const [name, named] of objects) if (named === object) return name
  return null
}
