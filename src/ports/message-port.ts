/** What is needed of a browser's `MessagePort`. */
export interface MessagePortLike {
  postMessage(message: unknown): void
  close(): void
  start(): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
}
