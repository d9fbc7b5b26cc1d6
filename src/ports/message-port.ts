/** The part of a browser's `MessagePort` that a port of ours needs. */
export interface MessagePortLike {
  postMessage(message: unknown): void
  close(): void
  start(): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
}
