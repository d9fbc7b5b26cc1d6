/** A look at a connection's statistics that the SDK takes by itself, again and again. */
export type OwnLook = keyof typeof times

/**
 * When the SDK looks, in milliseconds from when it begins to: first after the first number, and then at the multiples of the second (read: the SDK's source;
 * observed: `live/statistics/*`). It begins
 * - with `quality` once the negotiation is done: an answer has come, or is sent;
 * - with `score` when the application subscribes;
 * - with `sound`, of a publisher alone, each time that a browser tells of a path;
 * - with `picture` when a publisher has its path, or a subscriber its picture; it ends and begins as a publisher's picture is turned off and on;
 * - with `congestion` when a publisher has its path, once the application has called `publisher.getStats()`, or wants a fallback to sound.
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
