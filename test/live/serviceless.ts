import { allSteps, type JsonObject, type RecordedCase, type Step } from '../conformance/recorded-case.ts'

const withoutService = ['media', 'devices', 'call', 'get', 'wait', 'listen']

/** What `given.server` may say where there is no service: how the way to it is, and that it does not answer. */
const ways = ['socket', 'reconnection', 'p2p']

/** Whether the live comparison can bring about what a case says of its page: not an http page, and no extension. */
export const isOfThisPage = ({ given }: RecordedCase): boolean =>
  given.page?.['secure'] === undefined && given.media?.['screenExtension'] === undefined

/** Whether a case needs no messaging service: then the page around the real SDK has little to imitate. */
export function isServiceless(recorded: RecordedCase): boolean {
  const { given, then } = recorded
  if (recorded.source !== 'observed') return false
  if (given.connected === true || given.subscriber !== undefined) return false
  if (given.publisher?.state === 'published') return false
  return (
    isWayOnly(given.server) &&
    !(then.events ?? []).some(isConnected) &&
    (then.sent ?? []).length === 0 &&
    allSteps(recorded).every(isOfThePage)
  )
}

const isConnected = ({ type }: JsonObject): boolean => type === 'sessionConnected'

const isWayOnly = (server: JsonObject | undefined): boolean =>
  Object.keys(server ?? {}).every((key) => ways.includes(key))

const isOfThePage = (step: Step): boolean => withoutService.some((key) => key in step)
