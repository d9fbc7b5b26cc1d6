import { NotSupported } from '../../conformance/not-supported.ts'
import { isJsonObject, type Json, type JsonObject } from '../../conformance/recorded-case.ts'
import type { Side } from '../../conformance/rig.ts'
import { mediaError } from './media-errors.ts'
import type { PageClock } from './page-clock.ts'
import type { PeerWatch } from './watch-peer.ts'

type PageWindow = Window & typeof globalThis
type PeerStub = JsonObject | 'missing' | 'throws' | null
type Method = (...args: readonly unknown[]) => unknown

/** Methods that a case may let fail: those that tell later, and those that throw. */
const telling = [
  'createOffer',
  'createAnswer',
  'setLocalDescription',
  'setRemoteDescription',
  'addIceCandidate',
  'getStats',
] as const
const throwing = ['addTrack', 'addTransceiver', 'setConfiguration'] as const
const names: readonly string[] = [...telling, ...throwing]

const rejectsAfterMs = 5
const iceBeginsMs = 80
const iceStepMs = 150

/** The SDK's peer connections in this page, and what a case does to them. */
export interface Peers {
  /** From now on; null: as the browser's own. */
  stub(stub: PeerStub): void
  /** Has connections report a state, whatever their own is. */
  ice(state: string, of: Side): void
  /** The browser closes connections. */
  close(of: Side): void
}

/** Puts connections in the window that can be told to fail, to report, and to close; before the SDK is there. */
export function replacePeers(window: PageWindow, clock: PageClock, watch: PeerWatch): Peers {
  const made: SdkPeer[] = []
  const control: Control = { clock, watch, stub: null, counted: 0, made: (peer) => made.push(peer) }
  const Peer = peerClass(window, control)
  install(window, Peer)
  const open = (of: Side): readonly SdkPeer[] =>
    made.filter((peer) => peer.connection.signalingState !== 'closed' && peer.side() === of)
  return {
    stub: (stub) => {
      control.stub = stub
      if (stub === 'missing') for (const name of constructors) Reflect.deleteProperty(window, name)
    },
    ice: (state, of) => {
      for (const peer of open(of)) peer.report(state)
    },
    close: (of) => {
      for (const { connection } of open(of)) {
        connection.close()
        clock.taskBegins()
        connection.dispatchEvent(new Event('signalingstatechange'))
      }
    },
  }
}

const constructors = ['RTCPeerConnection', 'webkitRTCPeerConnection']

function install(window: PageWindow, Peer: unknown): void {
  for (const name of constructors) if (name in window) Reflect.set(window, name, Peer)
}

interface Control {
  readonly clock: PageClock
  readonly watch: PeerWatch
  stub: PeerStub
  counted: number
  readonly made: (peer: SdkPeer) => void
}

interface SdkPeer {
  readonly connection: RTCPeerConnection
  side(): Side
  report(state: string): void
}

/** Connections with which the SDK tries the browser out have no settings but an empty list of servers. */
const isProbe = (settings: unknown): boolean =>
  settings === undefined || settings === null || JSON.stringify(settings) === '{"iceServers":[]}'

function peerClass(window: PageWindow, control: Control): typeof RTCPeerConnection {
  const Native = window.RTCPeerConnection
  return class extends Native {
    readonly #own: Own

    constructor(settings?: RTCConfiguration) {
      const probe = isProbe(settings)
      refuseIfAsked(control, probe)
      super(settings)
      this.#own = new Own(this, control, probe)
      for (const name of names) this.#own.replace(name)
    }

    override get iceConnectionState(): RTCIceConnectionState {
      return this.#own.ice ?? super.iceConnectionState
    }

    override get connectionState(): RTCPeerConnectionState {
      const { ice } = this.#own
      if (ice === null) return super.connectionState
      return ice === 'checking' ? 'connecting' : ice === 'completed' ? 'connected' : ice
    }
  }
}

function refuseIfAsked({ stub, counted }: Control, probe: boolean): void {
  const object = isJsonObject(stub) ? stub : {}
  const throws = stub === 'throws' || object.create === 'throws'
  if (!throws || (probe && stub !== 'throws' && object.probe !== true)) return
  if (object.only !== undefined && object.only !== counted) return
  throw mediaError(typeof object.createError === 'string' ? object.createError : 'Error')
}

/** What is ours of one connection: the state that it is to report, and how its methods fail. */
class Own implements SdkPeer {
  readonly connection: RTCPeerConnection
  ice: RTCIceConnectionState | null = null
  readonly #control: Control
  readonly #probe: boolean
  readonly #number: number
  readonly #calls = new Map<string, number>()
  #reporting = false
  #answered = false

  constructor(connection: RTCPeerConnection, control: Control, probe: boolean) {
    this.connection = connection
    this.#control = control
    this.#probe = probe
    this.#number = probe ? -1 : control.counted
    if (probe) return
    control.counted += 1
    control.made(this)
    control.watch.watch(connection, 'near')
    if (this.#stub()?.ice !== undefined) this.ice = 'new'
    connection.addEventListener('iceconnectionstatechange', (event) => {
      if (this.ice !== null && !this.#reporting) event.stopImmediatePropagation()
    })
  }

  side(): Side {
    if (this.#calls.has('createOffer')) return 'publisher'
    if (this.#calls.has('createAnswer')) return 'subscriber'
    return this.connection.getSenders().some(({ track }) => track !== null) ? 'publisher' : 'subscriber'
  }

  report(state: string): void {
    this.ice = state as RTCIceConnectionState
    this.#reporting = true
    this.#control.clock.taskBegins()
    for (const type of ['iceconnectionstatechange', 'connectionstatechange']) {
      this.connection.dispatchEvent(new Event(type))
    }
    this.#reporting = false
  }

  /** Puts the case's failures before a method of the browser's. */
  replace(name: string): void {
    const native: unknown = Reflect.get(this.connection, name)
    if (typeof native !== 'function') return
    Reflect.set(this.connection, name, (...args: readonly unknown[]) => {
      this.#calls.set(name, (this.#calls.get(name) ?? 0) + 1)
      const how = this.#stub()?.[name]
      if (how !== undefined && this.#failsNow(name, how)) return this.#fail(name, how)
      if (name === 'setRemoteDescription') this.#beginIce()
      return Reflect.apply(native as Method, this.connection, args)
    })
  }

  #stub(): JsonObject | null {
    const { stub } = this.#control
    if (!isJsonObject(stub)) return null
    if (this.#probe && stub.probe !== true) return null
    return stub.only === undefined || stub.only === this.#number ? stub : null
  }

  #failsNow(name: string, how: Json): boolean {
    const after = isJsonObject(how) && typeof how.after === 'number' ? how.after : 0
    return (this.#calls.get(name) ?? 0) > after
  }

  #fail(name: string, how: Json): Promise<never> {
    const { reject, throws, hang } = isJsonObject(how) ? how : { hang: how === 'hang' ? true : undefined }
    if (hang === true) return new Promise<never>(() => {})
    const error = mediaError(nameIn(reject) ?? nameIn(throws) ?? 'OperationError')
    if (how === 'throws' || throws !== undefined || throwing.some((one) => one === name)) throw error
    if (how !== 'reject' && !isJsonObject(how))
      throw new NotSupported(`media.peerConnection.${name}: ${JSON.stringify(how)}`)
    return new Promise((_, refuse) => this.#control.clock.after(rejectsAfterMs, () => refuse(error)))
  }

  #beginIce(): void {
    const planned = this.#stub()?.ice
    if (planned === undefined || this.#answered) return
    this.#answered = true
    const course = Array.isArray(planned) ? planned : planned === 'stuck' ? ['checking'] : ['checking', planned]
    for (const [index, state] of course.entries()) {
      this.#control.clock.after(iceBeginsMs + index * iceStepMs, () => {
        if (this.connection.signalingState !== 'closed') this.report(String(state))
      })
    }
  }
}

const nameIn = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined)
