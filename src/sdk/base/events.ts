/**
 * An event as the SDK's objects dispatch it.
 *
 * Its own enumerable data properties are `type`, `cancelable`, `_defaultPrevented` and those of its kind, and, once it was
 * dispatched, `target` (recorded: `fixtures/facts/own-keys.json`).
 */
export class SdkEvent {
  type: string
  cancelable: boolean
  _defaultPrevented: boolean
  /** The object that dispatched the event; absent until then. */
  declare target: unknown

  /** A kind of which `target` goes before other details has it among them, undefined. */
  constructor(type: string, cancelable: boolean, details: Readonly<Record<string, unknown>> = {}) {
    this.type = type
    this.cancelable = cancelable
    this._defaultPrevented = false
    Object.assign(this, details)
  }

  preventDefault(): void {
    if (this.cancelable) this._defaultPrevented = true
  }

  isDefaultPrevented(): boolean {
    return this._defaultPrevented
  }
}

/** Dispatches an event of an object, and gives it back, since a listener may have prevented what follows. */
export function dispatched(
  object: { dispatchEvent(event: SdkEvent): unknown },
  type: string,
  details: Record<string, unknown>,
  cancelable: boolean,
): SdkEvent {
  const event = new SdkEvent(type, cancelable, details)
  object.dispatchEvent(event)
  return event
}
