import { type Deferred, deferred } from '../../kernel/thenable.ts'

type Turn = (on: boolean) => Promise<void>

/**
 * A switch that is turned by one call at a time. A call that wants what the one under way wants ends with it, and so does the one that waits;
 * of others, one waits, and it wants what was wanted last (read: the source of the SDK; recorded: `live/programs/publishVideo-on-and-off-at-once`).
 */
export function latestCall(turn: Turn): Turn {
  let running: Promise<void> | null = null
  let waiting: Deferred<void> | null = null
  let [isOn, wanted] = [false, false]
  const settled = (): void => {
    const next = waiting
    running = waiting = null
    next?.resolve(run(wanted))
  }
  const run: Turn = (on) => {
    isOn = on
    running = turn(on).finally(settled)
    return running
  }
  return (on) => {
    if (running === null) return run(on)
    if (on === isOn) {
      waiting?.resolve(running)
      waiting = null
      return running
    }
    waiting ??= deferred<void>()
    wanted = on
    return waiting.promise
  }
}
