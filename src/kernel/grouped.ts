/**
 * Things by a key of theirs, each group in their order.
 *
 * @example
 * groupedBy(['ada', 'bob', 'abe'], ([first]) => first).get('a') // ['ada', 'abe']
 */
export function groupedBy<Key, Thing>(things: readonly Thing[], keyOf: (thing: Thing) => Key): Map<Key, Thing[]> {
  const groups = new Map<Key, Thing[]>()
  for (const thing of things) {
    const key = keyOf(thing)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [thing])
    else group.push(thing)
  }
  return groups
}
