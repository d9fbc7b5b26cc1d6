import { encodeBase64 } from '../../kernel/bytes/base64.ts'

/** The poster in the place of the picture: an image of the application's, the initials, or nothing. */
export interface PosterContent {
  readonly backgroundImageURI: string
  readonly initials: string
}

/** Draws the poster's background; the image goes before the initials. Without either, its style stays as it is. */
export function paintPoster(poster: HTMLElement, { backgroundImageURI, initials }: PosterContent): void {
  const image = backgroundImageURI || (initials === '' ? '' : initialsPicture(initials))
  if (image === '' && poster.style.backgroundImage === '') return
  poster.style.backgroundImage = image === '' ? '' : `url("${image.replace(/["\\]/g, '\\$&')}")`
  poster.style.backgroundSize = image === '' ? '' : backgroundImageURI === '' ? 'auto 55%' : 'contain'
  poster.style.opacity = image === '' ? '' : '1'
}

/** Shows or hides the poster; from the first time on it carries a style (recorded: `OT.initPublisher/getUserMedia/prompt-never-answered` has none yet). */
export function showPoster(poster: HTMLElement, shown: boolean): void {
  poster.style.display = shown ? 'block' : 'none'
}

const escapes: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }

function initialsPicture(initials: string): string {
  const text = initials.replace(/[<>&]/g, (letter) => escapes[letter] ?? '')
  const picture =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><circle cx="50" cy="50" r="48" fill="#20242c"/>' +
    `<text x="50" y="62" font-size="34" font-family="sans-serif" text-anchor="middle" fill="#fff">${text}</text></svg>`
  return `data:image/svg+xml;base64,${encodeBase64(picture)}`
}
