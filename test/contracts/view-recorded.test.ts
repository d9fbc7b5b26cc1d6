import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ElementCondition } from '../../src/dom/page/element-conditions.ts'
import { loadCases } from '../conformance/load-cases.ts'
import {
  isCallStep,
  isJsonObject,
  type Json,
  type JsonObject,
  type RecordedCase,
} from '../conformance/recorded-case.ts'
import { argumentFor, connectTo, openRecordedPage, type RecordedPage } from './view-recorded-page.ts'

/** How long a recorder waited after a step when the recording does not say, in milliseconds. */
const usualWaitMs = 3000

// What was recorded live is replayed with all its stubs by the conformance run, its page included.
const recordings = loadCases(join(import.meta.dirname, '../../fixtures/observed')).filter(
  ({ id }) => !id.startsWith('live/'),
)
const domOf = (recorded: RecordedCase): unknown => recorded.then.state?.['dom']

const hasOnly = (object: JsonObject | undefined, allowed: readonly string[]): boolean =>
  Object.keys(object ?? {}).every((key) => allowed.includes(key))

/** A single call whose page was recorded. */
const isSingleCall = ({ source, given, when, after, then }: RecordedCase, call: string): boolean =>
  source === 'observed' &&
  isCallStep(when) &&
  when.call === call &&
  when.and === undefined &&
  given.setup === undefined &&
  after === undefined &&
  Array.isArray(then.state?.['dom'])

/** A publisher and nothing else, with media whose outcome this page can bring about. */
const isPublisherCase = (recorded: RecordedCase): boolean =>
  // Circumstances of the page and of permission are brought about by the rig of test/conformance, not here.
  recorded.area !== 'circumstances' &&
  isSingleCall(recorded, 'OT.initPublisher') &&
  recorded.given.session === false &&
  hasOnly(recorded.given.media, ['getUserMedia', 'getDisplayMedia', 'devices', 'videoElement'])

/** A subscriber to one remote stream, which the service serves, or refuses. */
const isSubscriberCase = (recorded: RecordedCase): boolean =>
  isSingleCall(recorded, 'session.subscribe') &&
  recorded.given.connected === true &&
  recorded.given.publisher === undefined &&
  recorded.given.subscriber === undefined &&
  hasOnly(recorded.given.media, ['videoElement']) &&
  hasOnly(recorded.given.server, ['remote', 'subscribe', 'replies']) &&
  (recorded.given.server?.['subscribe'] === 'jsep' || refusalOf(recorded) !== null)

/** The service's refusal of a request of the subscriber, if that is all that it refuses. */
function refusalOf({ given }: RecordedCase): Refusal | null {
  const replies = given.server?.['replies']
  const [request = '', reply] = (isJsonObject(replies) ? Object.entries(replies) : [])[0] ?? []
  if (!isJsonObject(replies) || !hasOnly(replies, [request]) || !request.startsWith('subscriber.')) return null
  if (!isJsonObject(reply) || !/^\d+$/.test(String(reply['status']))) return null
  return { request, status: String(reply['status']), reason: String(reply['reason'] ?? '') }
}

interface Refusal {
  readonly request: string
  readonly status: string
  readonly reason: string
}

/** What a recording's stubs amount to, for the page: whether media comes, and how the element takes it. */
function arrangeMedia({ simulator, view }: RecordedPage, media: JsonObject): void {
  for (const [kind, behaviour] of [
    ['camera', media['getUserMedia']],
    ['screen', media['getDisplayMedia']],
  ] as const) {
    if (behaviour === 'pending') simulator.devices.neverAnswer(kind)
    else if (isRefusal(behaviour)) simulator.devices.deny(kind)
  }
  const { devices, videoElement } = media
  // The recorder's browser that listed nothing gave camera and microphone all the same.
  if (Array.isArray(devices) && devices.length > 0) keepOnly(simulator.devices, devices)
  if (isJsonObject(videoElement)) view.conditions.arm(conditionOf(videoElement))
}

/** Takes away every kind of device that the recorder's browser did not list. */
function keepOnly(controls: RecordedPage['simulator']['devices'], listed: readonly Json[]): void {
  const isThere = (kind: string): boolean => listed.some((device) => isJsonObject(device) && device['kind'] === kind)
  if (!isThere('videoinput')) controls.unplug('camera')
  if (!isThere('audioinput')) controls.unplug('microphone')
}

const isRefusal = (behaviour: Json | undefined): boolean =>
  behaviour === 'missing' || behaviour === 'slowReject' || isJsonObject(behaviour)

const conditionOf = (stub: JsonObject): ElementCondition => ({
  ...(stub['of'] === 'publisher' || stub['of'] === 'subscriber' ? { of: stub['of'] } : {}),
  ...(typeof stub['error'] === 'number' ? { error: stub['error'] } : {}),
  ...(typeof stub['bindThrows'] === 'string' ? { bindThrows: stub['bindThrows'] } : {}),
  ...(typeof stub['playRejects'] === 'string' ? { playRejects: stub['playRejects'] } : {}),
  ended: stub['ended'] === true,
  neverLoads: stub['noMetadata'] === true,
  evenMuted: stub['evenMuted'] === true,
})

/** Makes the recorded call in a page of its own, and gives what the page is like when the recorder would have read it. */
async function replay(recorded: RecordedCase): Promise<unknown> {
  const { given, when } = recorded
  if (!isCallStep(when)) return undefined
  const page = openRecordedPage()
  try {
    arrangeMedia(page, given.media ?? {})
    if (given.connected === true) await connectTo(page, ['s1'])
    const refusal = refusalOf(recorded)
    if (refusal !== null) {
      const { request, ...reply } = refusal
      page.simulator.network.answer(request, reply)
    }
    if (given.publisher !== undefined) {
      const { initPublisher } = page.simulator.OT
      Reflect.apply(initPublisher, null, [given.publisher.target, given.publisher.properties])
      await page.wait(usualWaitMs)
    }
    call(
      page,
      when.call,
      (when.args ?? []).map((arg) => argumentFor(page, arg)),
    )
    await page.wait(when.settle?.maxMs ?? usualWaitMs)
    return page.describe(given.dom ?? 0)
  } finally {
    page.simulator.dispose()
    await page.close()
  }
}

// What a call throws, or tells its handler, is not the page's business.
function call({ simulator }: RecordedPage, path: string, args: readonly unknown[]): void {
  try {
    // The recorded arguments are of every type, which the declared ones are not.
    if (path === 'OT.initPublisher') Reflect.apply(simulator.OT.initPublisher, simulator.OT, args)
    else Reflect.apply(simulator.OT.initSession('46000000', 'SESSION_A').subscribe, null, args)
  } catch {}
}

describe.each([
  ['OT.initPublisher', recordings.filter(isPublisherCase)],
  ['session.subscribe', recordings.filter(isSubscriberCase)],
] as const)('the page after %s is the recorded one', (_path, cases) => {
  it.each(cases.map((recorded) => [recorded.id, recorded] as const))('%s', async (_id, recorded) => {
    expect(await replay(recorded)).toEqual(domOf(recorded))
  })
})
