import { imageAddress } from '../../kernel/values.ts'
import { declared, declaredBag } from '../surface/declared.ts'
import { isBag } from './properties.ts'

type Bag = Readonly<Record<string, unknown>>

const modes: readonly unknown[] = ['auto', 'off', 'on']
const switches: readonly unknown[] = [true, false]

/** The styles that there are, and their values; null: any (reference: Publisher.setStyle; `showArchiveStatus` is recorded). */
const values: Readonly<Record<string, readonly unknown[] | null>> = {
  audioBlockedDisplayMode: modes,
  audioLevelDisplayMode: modes,
  archiveStatusDisplayMode: modes,
  backgroundImageURI: null,
  buttonDisplayMode: [...modes, 'mini', 'mini-auto'],
  nameDisplayMode: modes,
  showArchiveStatus: switches,
  showControlBar: switches,
  showMicButton: switches,
  showSettingsButton: switches,
  showSpeakerButton: null,
  videoDisabledDisplayMode: modes,
}

/** A publisher's styles at first (recorded: `publisher.getStyle/unpublished`). */
export const publisherStyle: Bag = {
  archiveStatusDisplayMode: 'auto',
  audioLevelDisplayMode: 'auto',
  backgroundImageURI: null,
  buttonDisplayMode: 'auto',
  nameDisplayMode: 'auto',
  showArchiveStatus: true,
  videoDisabledDisplayMode: 'auto',
}

/** A subscriber's styles at first. */
export const subscriberStyle: Bag = {
  audioBlockedDisplayMode: 'auto',
  audioLevelDisplayMode: 'auto',
  backgroundImageURI: null,
  buttonDisplayMode: 'auto',
  nameDisplayMode: 'auto',
  showArchiveStatus: true,
  showMicButton: true,
  videoDisabledDisplayMode: 'auto',
}

/** The styles with `showControls: false`, which never change. */
const withoutControls: Bag = {
  audioBlockedDisplayMode: 'off',
  audioLevelDisplayMode: 'off',
  buttonDisplayMode: 'off',
  nameDisplayMode: 'off',
  videoDisabledDisplayMode: 'off',
}

const asKept = (style: string, value: unknown): unknown => {
  if (style === 'backgroundImageURI') return imageAddress(value)
  return value === 'true' ? true : value === 'false' ? false : value
}

/**
 * The SDK takes the address of a picture for a text; what counts as false is none (recorded: `live/programs/background-*`).
 *
 * @throws a native TypeError for anything else.
 */
export function demandImage({ backgroundImageURI: image }: Bag): void {
  if (image && typeof image !== 'string')
    throw new TypeError(
      `backgroundImageURI is the address of a picture as a text, and not of the type ${typeof image}.`,
    )
}

const isPossible = (style: string, value: unknown): boolean => {
  if (!Object.hasOwn(values, style)) return false
  return values[style]?.includes(value) ?? true
}

const possibleIn = (styles: Bag): Bag =>
  Object.fromEntries(
    Object.entries(styles)
      .map(([style, value]) => [style, asKept(style, value)] as const)
      .filter(([style, value]) => isPossible(style, value)),
  )

export interface StylesOptions {
  readonly usual: Bag
  readonly given: Bag
  readonly showControls: boolean
  /** Shows what has changed. */
  readonly show: (change: Bag) => void
}

/** The styles of one publisher or subscriber. What is no style, or no value of it, is ignored (recorded: `publisher.setStyle/invalid`). */
export class Styles<Shape extends object> {
  readonly #show: StylesOptions['show']
  readonly #isFixed: boolean
  #styles: Bag

  constructor({ usual, given, showControls, show }: StylesOptions) {
    this.#show = show
    this.#isFixed = !showControls
    this.#styles = showControls ? { ...usual, ...possibleIn(given) } : withoutControls
  }

  /** A copy of them all; with a name, one of them. */
  get(style?: unknown): Shape {
    const { [String(style)]: one } = this.#styles
    return style ? declared(one as Shape | undefined) : declaredBag({ ...this.#styles })
  }

  /**
   * A name and a value, or a map of them.
   *
   * @throws a native TypeError for nothing at all (observed in Chromium), and for a picture whose address is no text: then nothing is set.
   */
  set(style: unknown, value?: unknown): void {
    if (style === undefined || style === null) {
      throw new TypeError('setStyle() was given nothing. Pass a name and a value, or a map from names to values.')
    }
    if (this.#isFixed) return
    const given = typeof style === 'string' ? { [style]: value } : isBag(style) ? style : {}
    demandImage(given)
    const change = possibleIn(given)
    this.#styles = { ...this.#styles, ...change }
    if (Object.keys(change).length > 0) this.#show(change)
  }
}
