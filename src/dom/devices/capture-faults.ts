/** How the next requests for media end, whatever the devices are like: with a browser's error, or late. */
export interface CaptureFault {
  readonly of: 'camera' | 'screen' | 'any'
  readonly problem: string | null
  readonly delayMs: number
  readonly times: number
  /** The error takes no task of the browser's, as that of a method which a page has replaced. */
  readonly isOwnPage?: boolean
}

/** The faults that wait for requests for media, the oldest first. */
export class CaptureFaults {
  #armed: readonly CaptureFault[] = []

  arm(fault: CaptureFault): void {
    this.#armed = [...this.#armed, fault]
  }

  /** The fault that a request runs into, if any; it is spent by one time. */
  take(of: 'camera' | 'screen'): CaptureFault | undefined {
    const fault = this.#armed.find((candidate) => candidate.of === 'any' || candidate.of === of)
    if (fault === undefined) return undefined
    const left = this.#armed.filter((other) => other !== fault)
    this.#armed = fault.times > 1 ? [...left, { ...fault, times: fault.times - 1 }] : left
    return fault
  }

  clear(): void {
    this.#armed = []
  }
}
