import { NotSupported } from '../../conformance/not-supported.ts'
import { isJsonObject, type Json, type JsonObject } from '../../conformance/recorded-case.ts'
import { mediaError } from './media-errors.ts'

const methods = ['createOffer', 'createAnswer', 'setLocalDescription', 'setRemoteDescription'] as const

/** Lets peer connections fail as a case says; without a service there are only those with which the SDK tries the browser out. */
export function stubPeers(stub: JsonObject | 'missing' | 'throws' | null, window: Window & typeof globalThis): void {
  if (stub === null) return
  if (stub === 'missing') {
    for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) Reflect.deleteProperty(window, name)
    return
  }
  if (stub === 'throws' || stub.create === 'throws') return throwAlways(window)
  for (const name of methods) if (stub[name] !== undefined) refuse(window, name, stub[name])
}

function throwAlways(window: Window & typeof globalThis): void {
  const Refusing = class {
    constructor() {
      throw mediaError('NotSupportedError')
    }
  }
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) Reflect.set(window, name, Refusing)
}

function refuse(window: Window & typeof globalThis, name: (typeof methods)[number], how: Json): void {
  const error = isJsonObject(how) && typeof how.reject === 'string' ? how.reject : 'OperationError'
  if (how === 'hang') Reflect.set(window.RTCPeerConnection.prototype, name, () => new Promise<never>(() => {}))
  else if (how === 'reject' || isJsonObject(how)) {
    Reflect.set(window.RTCPeerConnection.prototype, name, () => Promise.reject(mediaError(error)))
  } else throw new NotSupported(`media.peerConnection.${name} without a service: ${JSON.stringify(how)}`)
}
