type PageWindow = Window & typeof globalThis
type Begin = (atMostMs?: number) => () => void
type Method = (...args: readonly unknown[]) => unknown

/** What the browser is at work with for the page, and has not told yet. */
export interface Work {
  /** Counts a piece of work until it is settled. */
  track(work: Promise<unknown>): void
  /** Begins a piece of work, which is waited for so many real milliseconds (default 8000); call what it gives when it is done. */
  begin(atMostMs?: number): () => void
  /** Resolves in the turn in which nothing is under way any more. */
  done(): Promise<void>
  /** How much is under way. */
  count(): number
  /** How much the browser had not done within its longest time. */
  late(): number
  /** Another's track has no media yet: an element that is given it is not at work until it comes. */
  expect(track: MediaStreamTrack): void
  /** The way is there on which a track's media comes. */
  arrives(track: MediaStreamTrack): void
}

/** Nothing that the browser does takes longer; what does is not waited for any more, in real milliseconds. */
const longestMs = 8_000

/** From an element's first picture to its playing on, in real milliseconds. */
const longestOfPlayingMs = 3_000

/** Workers need not say anything, in real milliseconds. */
const longestOfWorkersMs = 2_000

/** Methods of the browser that do something and tell later, by the object that has them. */
const telling: Readonly<Record<string, readonly string[]>> = {
  MediaDevices: ['getUserMedia', 'getDisplayMedia', 'enumerateDevices'],
  Permissions: ['query'],
  MediaStreamTrack: ['applyConstraints'],
  HTMLMediaElement: ['setSinkId'],
  RTCPeerConnection: ['createOffer', 'createAnswer', 'setLocalDescription', 'setRemoteDescription', 'getStats'],
  RTCRtpSender: ['replaceTrack', 'setParameters', 'getStats'],
  AudioWorklet: ['addModule'],
  SubtleCrypto: ['importKey', 'deriveKey', 'deriveBits', 'encrypt', 'decrypt', 'digest', 'generateKey'],
  Window: ['fetch'],
}

/** Pieces of work under way: those of workers come last. */
function createPieces(later: (run: () => void, ms: number) => unknown) {
  const under = new Set<object>()
  const ofWorkers = new Set<object>()
  const waiting: (() => void)[] = []
  const held: (() => void)[] = []
  let late = 0
  const settled = (one: object): void => {
    under.delete(one)
    ofWorkers.delete(one)
    if (under.size === ofWorkers.size) for (const tell of held.splice(0)) later(tell, 0)
    if (under.size > 0) return
    for (const go of waiting.splice(0)) go()
  }
  const begin = (atMostMs = longestMs, one = {}): (() => void) => {
    under.add(one)
    later(() => {
      if (atMostMs === longestMs && under.has(one)) late += 1
      settled(one)
    }, atMostMs)
    return () => settled(one)
  }
  return {
    begin: (atMostMs?: number) => begin(atMostMs),
    count: () => under.size,
    late: () => late,
    done: (): Promise<void> => (under.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    workers: {
      begin: (): (() => void) => {
        const one = {}
        ofWorkers.add(one)
        return begin(longestOfWorkersMs, one)
      },
      whenQuiet: (tell: () => void): boolean => {
        if (under.size === ofWorkers.size) return false
        held.push(tell)
        return true
      },
    },
  }
}

/**
 * Watches what the browser does for the page.
 *
 * @param taskBegins called when the browser tells something, which it does in a task of its own
 */
export function watchWork(window: PageWindow, taskBegins: () => void): Work {
  const expected = new Map<MediaStreamTrack, (() => void)[]>()
  const { begin, done, count, late, workers } = createPieces(window.setTimeout.bind(window))
  const ofPeers = new Map<unknown, (() => void)[]>()
  const track = (work: Promise<unknown>, of?: unknown): void => {
    const end = begin()
    let isLater = false
    const told = (): void => {
      if (isLater) taskBegins()
      end()
    }
    work.then(told, told)
    // Behind what is settled already: to refuse a call at once takes the browser no task.
    void Promise.resolve().then(() => {
      isLater = true
    })
    if (of instanceof window.RTCPeerConnection) ofPeers.set(of, [...(ofPeers.get(of) ?? []), end])
  }
  watchClosing(window, (peer) => {
    for (const end of ofPeers.get(peer) ?? []) end()
    ofPeers.delete(peer)
  })
  for (const [name, methods] of Object.entries(telling)) watchMethods(window, name, methods, track)
  watchElements(window, begin, expected)
  watchFrames(window, begin)
  watchWorkers(window, workers)
  return {
    begin,
    track,
    expect: (track) => void expected.set(track, []),
    arrives: (track) => {
      const elements = expected.get(track) ?? []
      expected.delete(track)
      for (const watch of elements) watch()
    },
    done,
    count,
    late,
  }
}

function watchMethods(
  window: PageWindow,
  name: string,
  methods: readonly string[],
  track: (work: Promise<unknown>, of: unknown) => void,
): void {
  const owner: unknown = name === 'Window' ? window : Reflect.get(Object(Reflect.get(window, name)), 'prototype')
  if (typeof owner !== 'object' || owner === null) return
  for (const method of methods) {
    const native: unknown = Reflect.get(owner, method)
    if (typeof native !== 'function') continue
    const watched = function (this: unknown, ...args: readonly unknown[]): unknown {
      const result: unknown = Reflect.apply(native as Method, this, args)
      if (result instanceof Promise) track(result, this)
      return result
    }
    Reflect.set(owner, method, watched)
  }
}

/** A connection that was closed tells nothing any more, neither that it did what it was asked nor that it did not. */
function watchClosing(window: PageWindow, closed: (peer: unknown) => void): void {
  const { close } = window.RTCPeerConnection.prototype
  window.RTCPeerConnection.prototype.close = function (this: RTCPeerConnection): void {
    close.call(this)
    closed(this)
  }
}

interface WorkOfWorkers {
  begin(): () => void
  /** Whether something else is under way, after which `tell` is called; false: there is nothing to wait for. */
  whenQuiet(tell: () => void): boolean
}

/**
 * A worker that was made or asked is at work until it says something. What it says comes last of all that the browser is at work with: a camera
 * and a worker that run at the same time would otherwise answer in an order that is the machine's business.
 */
function watchWorkers(window: PageWindow, { begin, whenQuiet }: WorkOfWorkers): void {
  window.Worker = class extends window.Worker {
    #asked: (() => void)[] = []
    #isTold = false

    constructor(script: string | URL, workerOptions?: WorkerOptions) {
      super(script, workerOptions)
      this.addEventListener('message', (event) => this.#hold(event))
      this.addEventListener('error', () => this.#said())
      this.#asked.push(begin())
    }

    override postMessage(message: unknown, ...rest: readonly unknown[]): void {
      Reflect.apply(super.postMessage, this, [message, ...rest])
      this.#asked.push(begin())
    }

    #hold(event: MessageEvent): void {
      if (this.#isTold) return
      const again = (): void => {
        if (whenQuiet(again)) return
        this.#isTold = true
        this.dispatchEvent(new window.MessageEvent('message', { data: event.data, ports: [...event.ports] }))
        this.#isTold = false
        this.#said()
      }
      if (whenQuiet(again)) event.stopImmediatePropagation()
      else this.#said()
    }

    #said(): void {
      for (const end of this.#asked.splice(0)) end()
    }
  }
}

/** An element that is given a stream is at work until it has a picture, or has failed. */
function watchElements(
  window: PageWindow,
  begin: Begin,
  expected: ReadonlyMap<MediaStreamTrack, (() => void)[]>,
): void {
  const native = Object.getOwnPropertyDescriptor(window.HTMLMediaElement.prototype, 'srcObject')
  if (native === undefined) return
  Object.defineProperty(window.HTMLMediaElement.prototype, 'srcObject', {
    ...native,
    set(this: HTMLMediaElement, stream: MediaProvider | null) {
      native.set?.call(this, stream)
      if (!(stream instanceof MediaStream) || !hasLiveTracks(stream)) return
      const awaited = stream
        .getTracks()
        .map((track) => expected.get(track))
        .find((one) => one !== undefined)
      if (awaited === undefined) watchElement(this, begin)
      else awaited.push(() => watchElement(this, begin, true))
    },
  })
}

function watchElement(element: HTMLMediaElement, begin: Begin, plays = false): void {
  const end = begin()
  const shown = (): void => {
    if (plays) endAt(element, ['timeupdate', 'pause', 'emptied'], begin(longestOfPlayingMs))
    end()
  }
  if (element.readyState >= element.HAVE_CURRENT_DATA) shown()
  else {
    element.addEventListener('loadeddata', shown, { once: true })
    endAt(element, ['error', 'emptied'], end)
  }
}

function endAt(element: HTMLMediaElement, types: readonly string[], end: () => void): void {
  for (const type of types) element.addEventListener(type, end, { once: true })
}

/** A callback for the next picture is work of the browser's until it is called. */
function watchFrames(window: PageWindow, begin: Begin): void {
  const { requestVideoFrameCallback } = window.HTMLVideoElement.prototype
  window.HTMLVideoElement.prototype.requestVideoFrameCallback = function (this: HTMLVideoElement, callback) {
    const end = begin(longestOfPlayingMs)
    return requestVideoFrameCallback.call(this, (...args) => {
      end()
      callback(...args)
    })
  }
}

const hasLiveTracks = (stream: MediaStream): boolean =>
  stream.getTracks().some(({ readyState }) => readyState === 'live')
