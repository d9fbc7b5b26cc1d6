import type { ElementTrouble } from '../../ports/media-element.ts'

/** How media elements behave from the next media on; what is left out is as usual. */
export interface ElementCondition extends ElementTrouble {
  /** The owner of the element. Default: publishers and subscribers. */
  readonly of?: 'publisher' | 'subscriber'
}

/** The troubles that a test author has arranged for the media elements of a page. */
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

  /** The troubles that hold for the element of a publisher or subscriber. */
  holdingFor(kind: 'publisher' | 'subscriber'): ElementCondition {
    const holding = this.#armed.filter(({ of }) => of === undefined || of === kind)
    return Object.assign({}, ...holding)
  }
}
