import { type FailureId, findFailure } from '../../contract/failures.ts'
import type { TellingMoment } from '../../contract/operations.ts'
import { laterPublisherOptions } from '../../contract/sdk-2-36.ts'
import type { Widget, WidgetRequest } from '../../ports/view.ts'
import type { Client } from '../base/client.ts'
import { errorOf } from '../base/fail.ts'
import { ask, tell } from '../base/gate.ts'
import { bridge } from '../base/hearing.ts'
import type { Failure } from '../base/ot-error.ts'
import { type Completion, isCompletion, promised } from '../base/promises.ts'
import { isBag } from '../base/properties.ts'
import { demandImage } from '../base/styles.ts'
import { hasNoSource } from '../devices/media-request.ts'
import { declared } from '../surface/declared.ts'
import { absentWidget } from './absent-widget.ts'
import { areVideoCodecs, publisherSettings, stumblesOver } from './properties.ts'
import { Publisher } from './publisher.ts'

type Bag = Readonly<Record<string, unknown>>

interface Arguments {
  readonly target: unknown
  readonly given: unknown
  readonly properties: Bag
  readonly completion: Completion | undefined
}

/**
 * `initPublisher(target?, properties?, handler?)` in all its forms. A text that names no element is taken for an API key
 * of the oldest form, and the rest moves up (recorded: `OT.initPublisher/missing-target-id`).
 */
function sortArguments(client: Client, args: readonly unknown[]): Arguments {
  const legacy = typeof args[0] === 'string' && !client.view.has(args[0])
  const [first, second, third] = legacy ? args.slice(1) : args
  const propertiesFirst = isBag(first) && !client.view.isElement(first)
  // Behind properties that come first only the next argument counts (observed in Chromium: `initPublisher({}, {}, handler)`).
  const completion = (propertiesFirst ? [second] : [first, second, third]).find(isCompletion)
  // Behind a handler in the place of the target nothing counts (observed: `before:991001:18` of the random programs).
  const given = propertiesFirst ? first : isCompletion(first) || isCompletion(second) ? undefined : second
  const target = propertiesFirst || isCompletion(first) ? undefined : first
  return { target, given, properties: isBag(given) ? given : {}, completion }
}

/**
 * Wrong arguments: the handler is told at once, and everything else goes on as if nothing were wrong (recorded:
 * `OT.initPublisher/insertDefaultUI-false-with-element`).
 */
function problemOf({ target, given, properties }: Arguments): FailureId | null {
  if (given && !isBag(given)) return 'OT.initPublisher/invalid-properties'
  if (properties['insertDefaultUI'] === false && target) return 'OT.initPublisher/insert-default-ui-with-target'
  return hasNoSource(properties) ? 'OT.initPublisher/no-sources' : null
}

/** Wrong arguments are nobody's concern but the handler's; what keeps a publisher from its media is told to everybody. */
const isTellingAll = (id: FailureId): boolean => findFailure(id).channels.includes('exception')

/** Tells the handler once: an error that comes after an argument error is not reported to it. */
function tellOnce(client: Client, completion: unknown): (moment: TellingMoment, error?: Failure) => void {
  let isTold = false
  return (moment, error) => {
    if (isTold) return
    isTold = true
    tell(client, 'OT.initPublisher', moment, completion, error)
  }
}

/** Options of a later version do nothing in this one; the journal says so, since nothing else does. */
function noteLaterOptions(client: Client, properties: Bag): void {
  const options = laterPublisherOptions.filter((name) => properties[name] !== undefined)
  if (options.length === 0) return
  const why = 'documented of SDK 2.36; SDK 2.35 ignores it'
  client.journal.add('call', client.id, 'OT.initPublisher: options of SDK 2.36', { options, why })
}

/**
 * `OT.initPublisher`: a publisher at once, its media later; undefined only for video codecs that cannot be (recorded:
 * `OT.initPublisher/property/preferredVideoCodecs-invalid`).
 */
export function initPublisher(client: Client, args: readonly unknown[]): Publisher | undefined {
  const sorted = sortArguments(client, args)
  const { target, properties, completion } = sorted
  const tellHandler = tellOnce(client, completion)
  const stumblingBlock = stumblesOver(properties)
  if (stumblingBlock !== undefined) {
    throw errorOf(client, 'OT.initPublisher/null-property', `${stumblingBlock} is null`)
  }
  if (!areVideoCodecs(properties['preferredVideoCodecs'])) {
    tellHandler('refused', errorOf(client, 'OT.initPublisher/invalid-video-codecs'))
    return undefined
  }
  const failure = ask(client, 'OT.initPublisher')
  if (failure !== null && findFailure(failure).channels.includes('thrown')) throw errorOf(client, failure)
  const isInterrupted = failure !== null && findFailure(failure).effect === 'publisher-destroyed'
  const isRefusal = failure !== null && !isInterrupted && isTellingAll(failure)
  const problem = isRefusal ? null : isInterrupted ? problemOf(sorted) : (failure ?? problemOf(sorted))
  noteLaterOptions(client, properties)
  if (!client.devices.support.webrtc) client.view.showRequirements()
  const settings = publisherSettings(properties)
  const place = { ...settings.widget, target: settings.insertDefaultUI ? target : undefined }
  const request = { ...place, fallbackId: `OT_${client.random.uuid()}` }
  const made = (widget: Widget): Publisher => {
    const publisher = new Publisher(client, settings, widget, (error) =>
      tellHandler(error === undefined ? 'succeeded' : 'failed', error),
    )
    client.registry.addPublisher(publisher)
    return publisher
  }
  if (problem !== null)
    tellFirst(
      () => tellHandler('refused', errorOf(client, problem)),
      () => made(absentWidget(request.fallbackId)),
    )
  const widget = placed(client, request)
  if (widget === null) return made(absentWidget(request.fallbackId))
  const publisher = made(widget)
  if (isInterrupted)
    client.clock.after(0, () => publisher.destroy(), { what: 'a publisher to be destroyed', kind: 'work' })
  publisher._model.begin(isRefusal ? failure : null)
  return publisher
}

/** Tells the handler of wrong arguments; where that throws, the publisher is there, and is nowhere in the page (recorded: `live/programs/refused-handler-throws`). */
function tellFirst(told: () => void, thrown: () => void): void {
  try {
    told()
  } catch (error) {
    thrown()
    throw error
  }
}

/**
 * The place of a publisher in the page. The SDK loses what a page throws where it cannot come about: the publisher is nowhere, and never
 * begins (recorded: `live/programs/fitMode-of-two-words`, `live/programs/before-a-target-without-parent`,
 * `live/programs/background-of-a-new-publisher`).
 */
function placed({ view }: Client, request: WidgetRequest): Widget | null {
  try {
    if (request.showControls) demandImage(request.style)
    return view.create(request)
  } catch {
    return null
  }
}

/**
 * `OT.initPublisher.promise(...)`: resolves with the publisher when its media is there; takes no handler (recorded:
 * `OT.initPublisher.promise/completion-*`).
 */
export const initPublisherLater = (client: Client, [target, properties]: readonly unknown[]): Promise<Publisher> =>
  promised(client, (done) => {
    let publisher: Publisher | undefined
    const promiseHandler = bridge((error?: Failure): void => done(error, declared(publisher)))
    const args = [target, properties].filter((arg) => arg !== undefined)
    if (args.some(isCompletion)) promiseHandler(errorOf(client, 'OT.initPublisher/invalid-properties'))
    else publisher = initPublisher(client, [...args, promiseHandler])
  })
