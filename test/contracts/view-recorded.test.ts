import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import type { ElementCondition } from '../../src/dom/element-conditions.ts'
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

/**
 * What the SDK room does not ask of the view yet; the page follows as soon as it does. A case listed here that matches
 * all the same is counted, and does no harm.
 */
const notAskedYet: Readonly<Record<string, RegExp>> = {
  'hasAudio is not passed on': /audioSource-(null|false)|audio-null|source-(null|false)$/,
  'the picture is turned on again when media has loaded': /publishAudio-and-publishVideo-false/,
  'fitMode is narrowed to two words, and is cover for a screen':
    /fitMode-invalid|^OT.initPublisher\/screen\/(ok|never|audioSource)/,
  'only the devices that are there are asked for': /devices\/only-/,
  'an element that refuses its media is not dealt with': /bind-throws/,
  'blocked sound is not shown': /play-rejected/,
  'a track of the application is shown mirrored': /videoSource-track|both-tracks/,
  'a subscriber without picture, or that failed, is not told apart': /ok-audio-only|offer-without|server-answer/,
}

const recordings = loadCases(join(import.meta.dirname, '../../fixtures/observed'))
const isGap = (id: string): boolean => Object.values(notAskedYet).some((ids) => ids.test(id))
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

/** The service's refusal of the subscriber, if that is all that it refuses. */
function refusalOf({ given }: RecordedCase): JsonObject | null {
  const replies = given.server?.['replies']
  if (!isJsonObject(replies) || !hasOnly(replies, ['subscriber.create'])) return null
  const reply = replies['subscriber.create']
  return isJsonObject(reply) && /^\d+$/.test(String(reply['status'])) ? reply : null
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
  if (Array.isArray(devices) && devices.length > 0) simulator.devices.unplug('camera')
  if (isJsonObject(videoElement)) view.conditions.arm(conditionOf(videoElement))
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
      const { status, reason = '' } = refusal
      page.simulator.network.answer('subscriber.create', { status: String(status), reason: String(reason) })
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
] as const)('the page after %s is the recorded one', (path, cases) => {
  const matched = new Set<string>()

  it.each(cases.map((recorded) => [recorded.id, recorded] as const))('%s', async (id, recorded) => {
    const page = await replay(recorded).catch((error: unknown) => error)
    if (isDeepStrictEqual(page, domOf(recorded))) matched.add(id)
    else if (!isGap(id)) expect(page).toEqual(domOf(recorded))
  })

  afterAll(() => {
    const left = cases.filter(({ id }) => !matched.has(id)).map(({ id }) => id)
    console.log(
      `${path}: ${matched.size} of ${cases.length} recorded pages are the same; not yet: ${left.join(', ') || 'none'}`,
    )
  })
})
