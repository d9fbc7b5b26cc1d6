// What these tests use of the OpenTok server SDK, which has no declarations of its own.
declare module 'opentok' {
  type Done<Value = unknown> = (error: Error | null, value: Value) => void
  interface OpenTok {
    [method: string]: (...args: readonly unknown[]) => unknown
  }
  const OpenTok: new (key: string, secret: string, options?: object) => OpenTok
  export default OpenTok
  export type { Done }
}
