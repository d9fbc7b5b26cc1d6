import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadCases } from '../conformance/load-cases.ts'
import { isCallStep, isJsonObject, type JsonObject, type RecordedCase } from '../conformance/recorded-case.ts'
import { argumentFor, openRecordedPage, type RecordedPage } from './view-recorded-page.ts'

const recordings = loadCases(join(import.meta.dirname, '../../fixtures/observed'))
const knownMedia = ['getUserMedia', 'getDisplayMedia', 'devices', 'videoElement']

/** A publisher and nothing else: no session, one call, media whose outcome this page can bring about. */
function isPlain({ area, source, given, when, after, then }: RecordedCase): boolean {
  return (
    area === 'initPublisher' &&
    source === 'observed' &&
    given.session === false &&
    given.setup === undefined &&
    after === undefined &&
    isCallStep(when) &&
    when.call === 'OT.initPublisher' &&
    Object.keys(given.media ?? {}).every((key) => knownMedia.includes(key)) &&
    !JSON.stringify(when.args ?? []).includes('"$track"') &&
    !JSON.stringify(when.args ?? []).includes('"$mediaStream"') &&
    Array.isArray(then.state?.['dom'])
  )
}

/** What a recording's media stubs amount to, for the page: whether media comes, and how the element takes it. */
function arrangeMedia({ simulator, view }: RecordedPage, media: JsonObject): void {
  const { getUserMedia, getDisplayMedia, devices, videoElement } = media
  for (const [kind, behaviour] of [
    ['camera', getUserMedia],
    ['screen', getDisplayMedia],
  ] as const) {
    if (behaviour === 'pending') simulator.devices.neverAnswer(kind)
    else if (behaviour === 'missing' || isJsonObject(behaviour)) simulator.devices.deny(kind)
  }
  if (Array.isArray(devices) && devices.length > 0) simulator.devices.unplug('camera')
  if (isJsonObject(videoElement)) view.conditions.arm(conditionOf(videoElement))
}

const conditionOf = ({ error, ended, noMetadata, bindThrows, playRejects, evenMuted }: JsonObject) => ({
  ...(typeof error === 'number' ? { error } : {}),
  ...(typeof bindThrows === 'string' ? { bindThrows } : {}),
  ...(typeof playRejects === 'string' ? { playRejects } : {}),
  ...(ended === true ? { ended } : {}),
  ...(noMetadata === true ? { neverLoads: true } : {}),
  ...(evenMuted === true ? { evenMuted } : {}),
})

const domOf = (recorded: RecordedCase): unknown => recorded.then.state?.['dom']

async function replay({ given, when }: RecordedCase): Promise<unknown> {
  const page = openRecordedPage()
  try {
    arrangeMedia(page, given.media ?? {})
    if (given.publisher !== undefined) {
      page.simulator.OT.initPublisher(given.publisher.target, given.publisher.properties)
      await page.settle()
    }
    const args = isCallStep(when) ? (when.args ?? []).map((arg) => argumentFor(page, arg)?.value) : []
    page.simulator.OT.initPublisher(...args)
    await page.settle()
    return page.describe(given.dom ?? 0)
  } finally {
    page.simulator.dispose()
    await page.close()
  }
}

describe('the page after OT.initPublisher is the recorded one', () => {
  const cases = recordings.filter(isPlain)
  let matched = 0
  it.each(cases.map((recorded) => [recorded.id, recorded] as const))('%s', async (_id, recorded) => {
    expect(await replay(recorded)).toEqual(domOf(recorded))
    matched++
  })
  afterAll(() => console.log(`${matched} of ${cases.length} recorded pages of OT.initPublisher are the same`))
})
