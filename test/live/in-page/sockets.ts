import type { SocketBehaviour } from '../../conformance/rig.ts'
import type { PageClock } from './page-clock.ts'

/** What it takes to be let in or refused, as in any network. */
const latencyMs = 10
const refuseSlowMs = 1000
const lostCode = 1006

/** The far end of a socket, for a service to use. */
export interface Line {
  readonly isOpen: boolean
  /** Lets a frame arrive, now. */
  deliver(data: ArrayBuffer): void
  /** Closes the socket from the far end; a line that was lost is not clean. */
  end(code: number, clean: boolean): void
}

/** The sockets of a page: what opening one leads to, when each was opened, and their far ends. */
export interface Sockets {
  behave(behaviours: readonly SocketBehaviour[]): void
  openedAt(): readonly number[]
  lines(): readonly Line[]
  /** Names who takes whatever is sent on an open socket. */
  hear(listener: (line: Line, data: ArrayBuffer) => void): void
}

/** Replaces the window's WebSocket: nothing outside the page is ever connected to. A socket that is accepted opens. */
export function replaceSockets(window: Window & typeof globalThis, clock: PageClock): Sockets {
  let behaviours: readonly SocketBehaviour[] = ['accept']
  const openedAt: number[] = []
  const lines: StubSocket[] = []
  let hear: (line: Line, data: ArrayBuffer) => void = () => {}
  const next = (): SocketBehaviour => {
    openedAt.push(clock.now())
    const [first = 'accept', ...later] = behaviours
    if (later.length > 0) behaviours = later
    return first
  }
  const Stub = class extends StubSocket {
    constructor(url: string | URL) {
      super(url, clock, (line, data) => hear(line, data))
      lines.push(this)
      this.become(next())
    }
  }
  Reflect.set(window, 'WebSocket', Stub)
  return {
    behave: (list) => {
      behaviours = list
    },
    openedAt: () => openedAt,
    lines: () => lines,
    hear: (listener) => {
      hear = listener
    },
  }
}

/** From the far end's closing to the near end's hearing of it, in milliseconds. */
const endingMs = 2

/** A socket of the page: what is sent on it goes to the page's own service. */
class StubSocket extends EventTarget implements Line {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3
  readonly url: string
  readonly protocol = ''
  readonly extensions = ''
  binaryType = 'blob'
  bufferedAmount = 0
  readyState = 0
  onopen: ((event: Event) => void) | null = null
  onclose: ((event: Event) => void) | null = null
  onerror: ((event: Event) => void) | null = null
  onmessage: ((event: Event) => void) | null = null
  readonly #clock: PageClock
  readonly #hear: (line: Line, data: ArrayBuffer) => void

  constructor(url: string | URL, clock: PageClock, hear: (line: Line, data: ArrayBuffer) => void) {
    super()
    this.url = String(url)
    this.#clock = clock
    this.#hear = hear
  }

  /** Session information that names no server leads the SDK to a host called "undefined", where no service listens. */
  get #reachesService(): boolean {
    return new URL(this.url).hostname !== 'undefined'
  }

  get isOpen(): boolean {
    return this.readyState === this.OPEN
  }

  become(behaviour: SocketBehaviour): void {
    if (behaviour === 'throw') throw new TypeError('This socket is not to be made: the case asks for it.')
    if (behaviour === 'hang') return
    if (behaviour === 'refuse' || behaviour === 'refuseSlow') {
      this.#in(behaviour === 'refuse' ? latencyMs : refuseSlowMs, () => this.#fail())
    } else this.#in(latencyMs, () => this.#open(behaviour))
  }

  send(data: ArrayBuffer | ArrayBufferView<ArrayBuffer>): void {
    if (this.readyState === this.CONNECTING) throw new DOMException('The socket is not open yet.', 'InvalidStateError')
    if (this.isOpen && this.#reachesService) this.#hear(this, data instanceof ArrayBuffer ? data : data.buffer)
  }

  deliver(data: ArrayBuffer): void {
    if (this.readyState === this.OPEN || this.readyState === this.CLOSING)
      this.#fire(new MessageEvent('message', { data }))
  }

  end(code: number, clean: boolean): void {
    if (this.readyState === this.CLOSED) return
    this.readyState = this.CLOSED
    this.#clock.after(endingMs, () => {
      if (!clean) this.#fire(new Event('error'))
      this.#fire(new CloseEvent('close', { code, wasClean: clean }))
    })
  }

  close(code = 1005): void {
    if (this.readyState >= this.CLOSING) return
    const wasOpen = this.readyState === this.OPEN
    this.readyState = this.CLOSING
    this.#in(0, () => (wasOpen ? this.#closed(code, true) : this.#fail()))
  }

  #open(behaviour: SocketBehaviour): void {
    this.readyState = this.OPEN
    this.#fire(new Event('open'))
    if (typeof behaviour === 'object') this.#in(0, () => this.#closed(behaviour.closeAfterOpen, true))
  }

  #fail(): void {
    this.readyState = this.CLOSED
    this.#fire(new Event('error'))
    this.#fire(new CloseEvent('close', { code: lostCode, wasClean: false }))
  }

  #closed(code: number, wasClean: boolean): void {
    if (this.readyState === this.CLOSED) return
    this.readyState = this.CLOSED
    this.#fire(new CloseEvent('close', { code, wasClean }))
  }

  #fire(event: Event): void {
    this.#clock.taskBegins()
    const handler = Reflect.get(this, `on${event.type}`)
    if (typeof handler === 'function') Reflect.apply(handler, this, [event])
    this.dispatchEvent(event)
  }

  #in(ms: number, run: () => void): void {
    this.#clock.after(ms, () => {
      if (this.readyState !== this.CLOSED) run()
    })
  }
}
