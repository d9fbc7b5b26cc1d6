/** How media elements behave from the next media on; what is left out is as usual. */
export interface ElementCondition {
  /** Whose element. Default: everybody's. */
  readonly of?: 'publisher' | 'subscriber'
  /** The code of the MediaError that it reports instead of loading. */
  readonly error?: number
  /** It ends shortly after it was given its media. */
  readonly ended?: boolean
  /** It never has anything to show. */
  readonly neverLoads?: boolean
  /** The name of the error with which it refuses to take media. */
  readonly bindThrows?: string
  /** The name of the error with which it refuses to play with sound. */
  readonly playRejects?: string
  /** It refuses to play without sound as well. */
  readonly evenMuted?: boolean
}

/** What a test author has arranged for the media elements of a page. */
export class ElementConditions {
  #armed: readonly ElementCondition[] = []

  /**
   * Arranges how media elements behave from now on; later words go before earlier ones.
   *
   * @example view.conditions.arm({ of: 'subscriber', playRejects: 'NotAllowedError' })
   */
  arm(condition: ElementCondition): void {
    this.#armed = [...this.#armed, condition]
  }

  clear(): void {
    this.#armed = []
  }

  /** What holds for the element of a publisher or subscriber. */
  holdingFor(kind: 'publisher' | 'subscriber'): ElementCondition {
    const holding = this.#armed.filter(({ of }) => of === undefined || of === kind)
    return Object.assign({}, ...holding)
  }
}
