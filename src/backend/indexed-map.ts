/** Most often there is one; a set for it would take more room than all the rest. */
type Keys = string | Set<string>
type Index = Map<string, Keys>

/** A map whose values name what they belong to, and are found by it. */
export interface ReadonlyIndexedMap<Value, By extends string> extends ReadonlyMap<string, Value> {
  /** The keys of the values whose property `by` is `id`, in the order in which they came. */
  keysBy(by: By, id: string): readonly string[]
}

const none: readonly string[] = []

function enter(index: Index, id: string, key: string): void {
  const keys = index.get(id)
  if (keys === undefined) index.set(id, key)
  else if (typeof keys === 'string') index.set(id, new Set([keys, key]))
  else keys.add(key)
}

function leave(index: Index, id: string, key: string): void {
  const keys = index.get(id)
  if (keys === key) index.delete(id)
  if (typeof keys !== 'object') return
  keys.delete(key)
  if (keys.size === 0) index.delete(id)
}

/** A map that finds its values by some of their properties too, at a cost that does not grow with the map. */
export class IndexedMap<Value extends Readonly<Record<By, string>>, By extends string>
  extends Map<string, Value>
  implements ReadonlyIndexedMap<Value, By>
{
  readonly #indices: readonly (readonly [By, Index])[]

  constructor(...properties: readonly By[]) {
    super()
    this.#indices = properties.map((property) => [property, new Map<string, Keys>()] as const)
  }

  override set(key: string, value: Value): this {
    const known = this.get(key)
    for (const [by, index] of this.#indices) {
      if (known?.[by] === value[by]) continue
      if (known !== undefined) leave(index, known[by], key)
      enter(index, value[by], key)
    }
    return super.set(key, value)
  }

  override delete(key: string): boolean {
    const known = this.get(key)
    if (known !== undefined) for (const [by, index] of this.#indices) leave(index, known[by], key)
    return super.delete(key)
  }

  override clear(): void {
    for (const [, index] of this.#indices) index.clear()
    super.clear()
  }

  keysBy(by: By, id: string): readonly string[] {
    const keys = this.#indices.find(([name]) => name === by)?.[1].get(id)
    if (keys === undefined) return none
    return typeof keys === 'string' ? [keys] : [...keys]
  }
}
