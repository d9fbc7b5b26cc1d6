/** How much of a picture a subscriber asks for: its preferred resolution and frame rate. */

import { lostRequests, type PendingCall } from '../../contract/endings.ts'
import type { FailureId } from '../../contract/failures.ts'
import type { ChannelChange } from '../../wire/records.ts'
import { errorOf, oldErrorOf } from '../base/fail.ts'
import { ask, demandUnarmed, refuse } from '../base/gate.ts'
import type { Failure } from '../base/ot-error.ts'
import { isBag } from '../base/properties.ts'
import type { Dimensions } from '../surface/event.ts'
import type { SubscriberModel } from './model.ts'

type Done = (error?: Failure) => void

const noHandler: Done = () => {}

const isFigure = (value: unknown): boolean => !value || !Number.isNaN(Number.parseFloat(String(value)))

/** A size as it is asked for: a side may be left away. */
interface Size {
  readonly width: number | undefined
  readonly height: number | undefined
}

/** The service is not asked again for the size that it was asked for last (observed: `live/programs/preferred-sizes`). */
const isSameSize = (wanted: Size | null, last: Size | null): boolean =>
  wanted === null || last === null ? wanted === last : wanted.width === last.width && wanted.height === last.height

/** The failure of `restrictFrameRate(value)`; null where it can be done. */
function restrictionProblem(stream: object | null, value: unknown): FailureId | null {
  if (stream === null) return 'Subscriber.restrictFrameRate/destroyed'
  return typeof value === 'boolean' ? null : 'Subscriber.restrictFrameRate/invalid-value'
}

/** How much of a picture a subscriber asks for. The service is asked; a simulated picture stays as it is. */
export class SubscriberLimits {
  readonly #model: SubscriberModel
  readonly #isAutomatic: boolean
  #size: Size | null = null
  #frameRate: number | null = null

  constructor(model: SubscriberModel, properties: Readonly<Record<string, unknown>>) {
    this.#model = model
    this.#isAutomatic = properties['preferredResolution'] === 'auto'
  }

  /** Pixels, as received; undefined while nothing is (recorded: `subscriber.videoWidth/*`). */
  size(): Dimensions | undefined {
    const { isDestroyed, media, stream, widget, incoming } = this.#model
    if (isDestroyed || media === null || stream === null) return undefined
    const seen = widget.videoSize()
    if (seen === undefined) return undefined
    return incoming.quality.now.size ?? (seen.width > 0 ? seen : stream.videoDimensions)
  }

  /** @throws a native TypeError once the subscriber is destroyed (recorded: `subscriber.restrictFrameRate/destroyed`). */
  restrict(value: unknown, done: Done = noHandler): void {
    const { client, stream } = this.#model
    const failure = ask(client, 'Subscriber.restrictFrameRate') ?? restrictionProblem(stream, value)
    if (failure !== null || stream === null) {
      return done(refuse(this.#model, failure ?? 'Subscriber.restrictFrameRate/destroyed'))
    }
    this.#ask('Subscriber.restrictFrameRate', { frameRate: value === true ? 1 : stream.frameRate }, done)
  }

  preferSize(size: unknown): Promise<void> {
    const { client } = this.#model
    demandUnarmed(client, 'Subscriber.setPreferredResolution')
    if (this.#isAutomatic || size === 'auto') throw errorOf(client, 'Subscriber.setPreferredResolution/automatic')
    if (!this.#isReceiving) throw errorOf(client, 'Subscriber.setPreferredResolution/not-receiving')
    if (this.#isRelayed) throw errorOf(client, 'Subscriber.setPreferredResolution/relayed')
    const wanted = this.#sidesOf(size)
    if (isSameSize(wanted, this.#size)) return Promise.resolve()
    const [width, height] = [wanted?.width, wanted?.height].map((side) =>
      side === undefined ? side : Math.trunc(side),
    )
    this.#size = (width ?? 0) > 0 || (height ?? 0) > 0 ? { width, height } : null
    return this.#asked('Subscriber.setPreferredResolution', { width: width ?? 0, height: height ?? 0 })
  }

  preferFrameRate(frameRate: unknown): Promise<void> {
    const { client } = this.#model
    demandUnarmed(client, 'Subscriber.setPreferredFrameRate')
    if (!this.#isReceiving) throw errorOf(client, 'Subscriber.setPreferredFrameRate/destroyed')
    if (this.#isRelayed) throw errorOf(client, 'Subscriber.setPreferredFrameRate/relayed')
    if (!isFigure(frameRate)) throw oldErrorOf(client, 'Subscriber.setPreferredFrameRate/invalid-frame-rate')
    if ((frameRate || null) === this.#frameRate) return Promise.resolve()
    this.#frameRate = frameRate ? Number.parseFloat(String(frameRate)) : null
    return this.#asked('Subscriber.setPreferredFrameRate', { frameRate: this.#frameRate ?? 0 })
  }

  get #isReceiving(): boolean {
    const { isDestroyed, incoming } = this.#model
    return !isDestroyed && incoming.connection?.isPrepared === true
  }

  get #isRelayed(): boolean {
    return this.#model.session?.info?.relayed === true
  }

  #sidesOf(size: unknown): Size | null {
    if (!size) return null
    const { width, height } = isBag(size) ? size : {}
    if (width === undefined && height === undefined) {
      throw errorOf(this.#model.client, 'Subscriber.setPreferredResolution/invalid-resolution')
    }
    if (!isFigure(width) || !isFigure(height))
      throw oldErrorOf(this.#model.client, 'Subscriber.setPreferredResolution/invalid-side')
    const sideOf = (side: unknown): number | undefined => (side === undefined ? undefined : Number(side))
    return { width: sideOf(width), height: sideOf(height) }
  }

  #asked(operation: PendingCall, change: ChannelChange): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#ask(operation, change, (error) => (error === undefined ? resolve() : reject(error)))
    })
  }

  #ask(operation: PendingCall, change: ChannelChange, done: Done): void {
    const { client, session, id: subscriberId } = this.#model
    const answered = (): void => done()
    const lost = (): true => {
      done(errorOf(client, lostRequests[operation].failure))
      return true
    }
    if (session === null) done()
    else session.request({ method: 'subscriber_channel.update', subscriberId, change }, answered, lost)
  }
}
