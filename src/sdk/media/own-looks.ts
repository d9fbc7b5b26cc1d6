/** A look at a connection's statistics that the SDK takes by itself, again and again. */
export type OwnLook = keyof typeof times

/**
 * When the SDK takes each look, in milliseconds behind its beginning: the first number is the time of the first look, and the others come at the
 * multiples of the second number (read: the SDK's source; observed: `live/statistics/*`). The beginnings are
 * - of `quality`: the negotiation is done, since an answer has come or is sent;
 * - of `score`: the application subscribes;
 * - of `sound`, which a publisher alone has: a browser tells of a path, and each time anew;
 * - of `picture`: a publisher has its path, or a subscriber its picture. To turn a publisher's picture off ends it, to turn it on begins it;
 * - of `congestion`: a publisher has its path, and the application has called `publisher.getStats()` or wants a fallback to sound.
 */
const times = {
  quality: [1000, 30_000],
  score: [2000, 2000],
  sound: [3000, 3000],
  picture: [5000, 5000],
  congestion: [1000, 500],
} as const

/** The looks after one time and until another, in their order, of those that have begun at the times in `begun`. */
export function looksBetween(
  begun: ReadonlyMap<OwnLook, number>,
  after: number,
  until: number,
): readonly { readonly look: OwnLook; readonly at: number }[] {
  return [...begun]
    .flatMap(([look, from]) => timesOf(look, after - from, until - from).map((ms) => ({ look, at: from + ms })))
    .sort((one, other) => one.at - other.at)
}

function timesOf(look: OwnLook, after: number, until: number): readonly number[] {
  const [firstMs, everyMs] = times[look]
  const found: number[] = []
  const step = (ms: number): number => (ms < firstMs ? firstMs : (Math.floor(ms / everyMs) + 1) * everyMs)
  for (let ms = step(after); ms <= until; ms = step(ms)) found.push(ms)
  return found
}
