/** One end of a line between a tab, or another process, and the host of its world. What it sends is plain data. */
export interface Port {
  /** Sends behind everything that was sent before; what is sent over a line that is closed is lost. */
  send(message: unknown): void
  /** Calls `hear` with every message, in order; what came before is not lost. There is one hearer. */
  onMessage(hear: (message: unknown) => void): void
  /** Calls `closed` once, when the other end is gone, or said that it goes. */
  onClose(closed: () => void): void
  /** Lets the line go; the own end is not told. A line over which reasons can be sent tells the other end why. */
  close(why?: string): void
}

/** A port's own end, for the transports that make one: keeps what nobody hears yet. */
export class PortEnd {
  #hear: ((message: unknown) => void) | undefined
  #closed: (() => void) | undefined
  #unheard: unknown[] = []
  #isOver = false

  get isOver(): boolean {
    return this.#isOver
  }

  hear(message: unknown): void {
    if (this.#isOver) return
    if (this.#hear === undefined) this.#unheard.push(message)
    else this.#hear(message)
  }

  /** The other end is gone. */
  lose(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#closed?.()
  }

  /** This end goes, and hears nothing more. */
  end(): void {
    this.#isOver = true
  }

  readonly onMessage = (hear: (message: unknown) => void): void => {
    this.#hear = hear
    for (const message of this.#unheard.splice(0)) hear(message)
  }

  readonly onClose = (closed: () => void): void => {
    this.#closed = closed
  }
}
