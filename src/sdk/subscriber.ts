import type { Failure } from './fail.ts'
import { Listeners } from './listeners.ts'
import { widgetPropertiesOf } from './publisher-properties.ts'
import type { Session } from './session.ts'
import type { SessionCore } from './session-core.ts'
import type { Stream } from './stream.ts'
import { SubscriberCore } from './subscriber-core.ts'

export interface SubscriberPlace {
  readonly target: unknown
  readonly properties: Readonly<Record<string, unknown>>
}

/** A subscriber, as the application holds it. */
export class Subscriber extends Listeners {
  /** Not for applications. */
  readonly _core: SubscriberCore

  constructor(session: SessionCore, stream: Stream, place: SubscriberPlace, done: (error: Failure | null) => void) {
    super(session.client, 'subscriber')
    const { client } = session
    const widget = client.view.create({
      ...widgetPropertiesOf(place.properties),
      kind: 'subscriber',
      target: place.target,
      name: stream.name,
      mirror: false,
      videoType: stream.videoType ?? 'camera',
      fallbackId: `OT_${client.random.uuid()}`,
    })
    this._core = new SubscriberCore(this, session, stream, widget, done, place.properties)
  }

  /** The element in the page; null once destroyed (recorded). */
  get element(): HTMLElement | null | undefined {
    return this._core.isDestroyed ? null : this._core.widget.element
  }

  get id(): string {
    return this._core.widget.id
  }

  get stream(): Stream | null {
    return this._core.stream
  }

  get streamId(): string | undefined {
    return this._core.streamId
  }

  get session(): Session | null {
    return this._core.session?.facade ?? null
  }

  destroy(): void {
    this._core.destroy('Unsubscribe')
  }
}
