import type { World } from '../../conformance/world.ts'
import { provideImmediate } from './next-task.ts'
import { takeTime } from './page-clock.ts'
import { realRig } from './real-rig.ts'
import { type LivePage, watchOne } from './watch-one.ts'

/** How long the SDK is left alone after it was loaded, in milliseconds, as an application leaves it. */
const afterLoadingMs = 20

provideImmediate()
const clock = takeTime(window)
const { sdk }: { sdk?: string } = window.parent.opener ?? {}

/** The recorder posted a message at the end of every call, also of those in listeners, and its arrival was a task. */
function postAfterCalls({ log }: World): Promise<void> {
  const { callEnds, taskBegins } = log
  log.callEnds = () => {
    callEnds()
    clock.next(taskBegins)
  }
  return clock.advance(afterLoadingMs)
}

const live: LivePage = {
  watch: (recorded) => {
    if (sdk === undefined) throw new Error('The page that opened the stage has no script of the SDK.')
    return watchOne(recorded, realRig({ sdk, clock, window }), postAfterCalls).then((seen) =>
      'observed' in seen ? { ...seen, isLate: clock.work.late() > 0 } : seen,
    )
  },
  place: () => `its time is ${Math.round(clock.now())} ms, and ${clock.work.count()} pieces of work are under way`,
}

Object.assign(window, { live })
