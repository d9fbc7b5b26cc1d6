/**
 * An event as the SDK's objects dispatch it.
 *
 * Its own enumerable data properties are `type`, `cancelable`, `target`, `_defaultPrevented` and those of its kind
 * (recorded: the value with which `session.connect` calls its handler).
 */
export class SdkEvent {
  type: string
  cancelable: boolean
  target: unknown = null
  _defaultPrevented = false

  constructor(type: string, cancelable: boolean, details: Readonly<Record<string, unknown>> = {}) {
    this.type = type
    this.cancelable = cancelable
    Object.assign(this, details)
  }

  preventDefault(): void {
    if (this.cancelable) this._defaultPrevented = true
  }

  isDefaultPrevented(): boolean {
    return this._defaultPrevented
  }
}
