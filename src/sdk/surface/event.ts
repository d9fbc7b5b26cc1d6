/**
 * An event of the SDK. Its target is the object that dispatched it (reference: Event).
 *
 * @example
 * publisher.on('streamDestroyed', (event) => event.preventDefault()) // the element stays in the page
 */
export interface Event<Type extends string, Target> {
  readonly type: Type
  /** Whether `preventDefault()` does anything. */
  readonly cancelable: boolean
  readonly target: Target
  isDefaultPrevented(): boolean
  /** Keeps the SDK from what it does by default after the event; ignored where the event is not cancelable. */
  preventDefault(): void
}

/** The least that every event has. */
export type AnyEvent = Event<string, unknown>

/**
 * Listeners by event name (reference: OTEventEmitter). Each name may be several, parted by spaces, and a map from names to
 * listeners takes the place of both (recorded: area `events`).
 */
export interface OTEventEmitter<EventMap> {
  /**
   * Adds a listener; `context` is its `this`. Throws a native TypeError when the listener is no function.
   *
   * @example
   * publisher.on({ streamCreated: showStream, destroyed: cleanUp })
   */
  on<EventName extends keyof EventMap>(
    eventName: EventName,
    callback: (event: EventMap[EventName]) => void,
    context?: object,
  ): this
  on<E extends AnyEvent>(eventName: string, callback: (event: E) => void, context?: object): this
  on(eventMap: object, context?: object): this

  /** Adds a listener that is called at most once. */
  once<EventName extends keyof EventMap>(
    eventName: EventName,
    callback: (event: EventMap[EventName]) => void,
    context?: object,
  ): this
  once<E extends AnyEvent>(eventName: string, callback: (event: E) => void, context?: object): this
  once(eventMap: object, context?: object): this

  /** Takes a listener out; without a listener all of that name, without a name all of them. What is not there is ignored. */
  off<EventName extends keyof EventMap>(
    eventName?: EventName,
    callback?: (event: EventMap[EventName]) => void,
    context?: object,
  ): this
  off<E extends AnyEvent>(eventName?: string, callback?: (event: E) => void, context?: object): this
  off(eventMap: object, context?: object): this
}

/** A signal under the name of its type: `signal:chat`. */
export type TypedSignalEvent<Target, Sender> = Event<`signal:${string}`, Target> & {
  readonly data?: string
  /** Null for what the service itself says. */
  readonly from: Sender | null
}

/** As {@link OTEventEmitter}, with signals by the name of their type. */
export interface SessionOTEventEmitter<EventMap, Target = unknown, Sender = unknown> extends OTEventEmitter<EventMap> {
  on<EventName extends keyof EventMap>(
    eventName: EventName,
    callback: (event: EventMap[EventName]) => void,
    context?: object,
  ): this
  /** @example session.on('signal:chat', (event) => show(event.from, event.data)) */
  on(eventName: `signal:${string}`, callback: (event: TypedSignalEvent<Target, Sender>) => void, context?: object): this
  on<E extends AnyEvent>(eventName: string, callback: (event: E) => void, context?: object): this
  on(eventMap: object, context?: object): this

  once<EventName extends keyof EventMap>(
    eventName: EventName,
    callback: (event: EventMap[EventName]) => void,
    context?: object,
  ): this
  once(
    eventName: `signal:${string}`,
    callback: (event: TypedSignalEvent<Target, Sender>) => void,
    context?: object,
  ): this
  once<E extends AnyEvent>(eventName: string, callback: (event: E) => void, context?: object): this
  once(eventMap: object, context?: object): this
}

/** A width and a height, in pixels. */
export interface Dimensions {
  width: number
  height: number
}

/** The picture has another size than before. */
export type VideoDimensionsChangedEvent<Target> = Event<'videoDimensionsChanged', Target> & {
  readonly oldValue: Dimensions
  readonly newValue: Dimensions
}

/** Something went wrong; others may be told of it too (reference: ExceptionEvent; recorded: every `exception`). */
export type ExceptionEvent = Event<'exception', object> & {
  /** The documented code; undefined for the few errors that have none (recorded: `session.forceUnpublish/server-404`). */
  readonly code: number
  readonly message: string
  readonly title: string
}
