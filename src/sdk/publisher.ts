import type { Client } from './client.ts'
import type { Failure } from './fail.ts'
import { Listeners } from './listeners.ts'
import type { Widget } from './ports.ts'
import { PublisherCore } from './publisher-core.ts'
import type { PublisherSettings } from './publisher-properties.ts'
import type { Session } from './session.ts'
import type { Stream } from './stream.ts'
import { type Callable, promised, withPromise } from './with-promise.ts'

/** A publisher, as the application holds it. */
export class Publisher extends Listeners {
  readonly destroy: Callable<readonly [], this, undefined>
  readonly publishAudio: Callable<readonly unknown[], this, undefined>
  readonly publishVideo: Callable<readonly unknown[], this, undefined>
  /** Not for applications. */
  readonly _core: PublisherCore

  constructor(client: Client, settings: PublisherSettings, widget: Widget, initialised: (error?: Failure) => void) {
    super(client, 'publisher')
    this._core = new PublisherCore(this, client, settings, widget, initialised)
    const core = this._core
    this.destroy = withPromise(
      () => {
        core.destroy()
        return this
      },
      () =>
        promised((done) => {
          core.destroy()
          done(null, undefined)
        }),
    )
    const toggle = (kind: 'audio' | 'video'): Callable<readonly unknown[], this, undefined> =>
      withPromise(
        (value: unknown) => {
          core.setTrackEnabled(kind, value !== false && value !== null)
          return this
        },
        (value: unknown) =>
          promised((done) => {
            core.setTrackEnabled(kind, value !== false && value !== null)
            done(null, undefined)
          }),
      )
    this.publishAudio = toggle('audio')
    this.publishVideo = toggle('video')
  }

  /** The element in the page; kept when the publisher is destroyed (recorded). */
  get element(): HTMLElement | undefined {
    return this._core.widget.element
  }

  get id(): string {
    return this._core.widget.id
  }

  /** The published stream: undefined before, null after (recorded). */
  get stream(): Stream | null | undefined {
    return this._core.stream
  }

  get streamId(): string | undefined {
    return this._core.stream?.id
  }

  get session(): Session | null | undefined {
    const { session, stream } = this._core
    return session?.facade ?? (stream === undefined ? undefined : null)
  }

  get accessAllowed(): boolean {
    return this._core.accessAllowed
  }
}
