import { buttonFor, find, made } from './elements.ts'

/** What a moderator can do with somebody. */
export interface TileMenu {
  readonly mute: () => void
  readonly remove: () => void
}

/** How loud somebody has to be, from 0 to 1, to be marked as speaking. */
const loud = 0.15

/** One person, or one screen, in the grid. */
export class Tile {
  readonly media: HTMLElement = made('div', 'media')
  readonly #root: HTMLElement = made('article', 'tile')
  readonly #name: string
  readonly #plate: HTMLElement = made('span', 'name')
  readonly #placeholder: HTMLElement = made('div', 'placeholder')
  readonly #note: HTMLElement = made('p', 'note')
  #isMuted = false

  constructor(name: string, stage: HTMLElement) {
    this.#name = name
    const initials = name.split(' ').map(([first = '']) => first)
    this.#placeholder.textContent = initials.join('').slice(0, 2).toUpperCase()
    this.#placeholder.hidden = true
    this.#note.hidden = true
    this.#note.setAttribute('role', 'status')
    const plate = made('div', 'plate')
    plate.append(this.#plate)
    this.#root.append(this.media, this.#placeholder, this.#note, plate)
    this.#tell()
    stage.append(this.#root)
  }

  set muted(isMuted: boolean) {
    this.#isMuted = isMuted
    this.#tell()
  }

  set dark(isDark: boolean) {
    this.#placeholder.hidden = !isDark
  }

  set level(level: number) {
    this.#root.classList.toggle('speaking', level > loud && !this.#isMuted)
  }

  set note(text: string) {
    this.#note.textContent = text
    this.#note.hidden = text === ''
  }

  /** Offers what a moderator can do. */
  offer({ mute, remove }: TileMenu): void {
    const details = document.createElement('details')
    const summary = made('summary', '', '⋯')
    summary.setAttribute('aria-label', `Moderate ${this.#name}`)
    const menu = made('div', 'menu')
    const closing = (act: () => void) => (): void => {
      details.open = false
      act()
    }
    menu.append(buttonFor(`Mute ${this.#name}`, closing(mute)), buttonFor(`Remove ${this.#name}`, closing(remove)))
    details.append(summary, menu)
    find(this.#root, '.plate').append(details)
  }

  remove(): void {
    this.#root.remove()
  }

  #tell(): void {
    this.#plate.textContent = this.#isMuted ? `${this.#name} · muted` : this.#name
    this.#root.setAttribute('aria-label', this.#isMuted ? `${this.#name}, muted` : this.#name)
  }
}

/** How many columns so many tiles need in a room of this shape. */
function columnsFor(count: number, { clientWidth, clientHeight }: HTMLElement): number {
  let best = 1
  let bestSide = 0
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns)
    const side = Math.min(clientWidth / columns / 4, clientHeight / rows / 3)
    if (side > bestSide) [best, bestSide] = [columns, side]
  }
  return best
}

/** The grid: it takes the columns that make the pictures largest. */
export class Stage {
  readonly #root: HTMLElement

  constructor(root: HTMLElement) {
    this.#root = root
    const arrange = (): void => this.#arrange()
    new MutationObserver(arrange).observe(root, { childList: true })
    new ResizeObserver(arrange).observe(root)
  }

  add(name: string): Tile {
    return new Tile(name, this.#root)
  }

  #arrange(): void {
    this.#root.style.setProperty('--columns', String(columnsFor(this.#root.childElementCount, this.#root)))
  }
}
