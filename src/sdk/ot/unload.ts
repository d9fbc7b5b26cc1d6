import { destroySession } from '../session/disconnect.ts'
import type { OTClient } from './init-session.ts'

/**
 * The page is left: publishers, subscribers and sessions end in this order, and hardly anybody is told. A session stays on its
 * way out for good (recorded: `page/pagehide-*`).
 */
function endAll({ registry }: OTClient): void {
  for (const { _model } of [...registry.publishers]) _model.destroy(undefined, 'with-the-page')
  for (const { _model } of [...registry.subscribers]) _model.destroy('unloaded', 'with-the-page')
  for (const { _model } of registry.sessions.values()) destroySession(_model)
  registry.sessions.clear()
}

/** The end of the page of one `OT`, which is heard once. */
export class Unloading {
  readonly #client: OTClient
  #handlers: (() => void)[] = []
  #isOver = false

  constructor(client: OTClient) {
    this.#client = client
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Calls a handler when the page is left, at once where it was (read). */
  add(handler: () => void): void {
    if (this.#isOver) handler()
    else this.#handlers.push(handler)
  }

  /** The page is left: what is there ends in a turn of its own (recorded: `page/pagehide-published`). */
  begin(): void {
    if (this.#isOver) return
    this.#isOver = true
    void Promise.resolve().then(() => {
      endAll(this.#client)
      for (const handler of this.#handlers.splice(0)) handler()
    })
  }
}
