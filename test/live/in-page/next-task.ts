/**
 * Gives the page a `setImmediate`, with which the runner ends a turn; browsers have none. The recorder posted a message for it, and so
 * does this.
 */
export function provideImmediate(): void {
  const { port1, port2 } = new MessageChannel()
  const waiting: (() => void)[] = []
  port1.onmessage = () => waiting.shift()?.()
  Object.assign(globalThis, {
    setImmediate: (run: () => void) => {
      waiting.push(run)
      port2.postMessage(null)
    },
  })
}
