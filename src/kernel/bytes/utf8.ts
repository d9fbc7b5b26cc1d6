const replacement = 0xfffd

/** How many continuation bytes a code point needs, and the mark that its first byte carries. */
const widths = [
  { below: 0x80, continuations: 0, mark: 0x00 },
  { below: 0x800, continuations: 1, mark: 0xc0 },
  { below: 0x10000, continuations: 2, mark: 0xe0 },
  { below: 0x110000, continuations: 3, mark: 0xf0 },
] as const

const isSurrogate = (codePoint: number): boolean => codePoint >= 0xd800 && codePoint <= 0xdfff

function appendCodePoint(bytes: number[], codePoint: number): void {
  const width = widths.find(({ below }) => codePoint < below)
  if (width === undefined) return
  bytes.push(width.mark | (codePoint >> (6 * width.continuations)))
  for (let rest = width.continuations - 1; rest >= 0; rest -= 1) bytes.push(0x80 | ((codePoint >> (6 * rest)) & 0x3f))
}

/**
 * The UTF-8 bytes of a text; half of a surrogate pair becomes U+FFFD, as in a browser's own encoder.
 *
 * @example
 * encodeUtf8('é') // Uint8Array [0xc3, 0xa9]
 */
export function encodeUtf8(text: string): Uint8Array {
  return asciiBytes(text) ?? encodeAny(text)
}

/** The bytes of a text in which every character is one, as most are; null where one is not. */
function asciiBytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 0x80) return null
    bytes[index] = code
  }
  return bytes
}

function encodeAny(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? replacement
    appendCodePoint(bytes, isSurrogate(codePoint) ? replacement : codePoint)
  }
  return Uint8Array.from(bytes)
}

function continuationsAfter(lead: number): number | null {
  if (lead < 0x80) return 0
  if (lead < 0xc2) return null
  if (lead < 0xe0) return 1
  if (lead < 0xf0) return 2
  return lead < 0xf5 ? 3 : null
}

function readCodePoint(bytes: Uint8Array, start: number, continuations: number): number | null {
  const lead = bytes[start] ?? 0
  let codePoint = continuations === 0 ? lead : lead & (0x3f >> continuations)
  for (let offset = 1; offset <= continuations; offset += 1) {
    const byte = bytes[start + offset]
    if (byte === undefined || (byte & 0xc0) !== 0x80) return null
    codePoint = (codePoint << 6) | (byte & 0x3f)
  }
  // A longer form than needed, a lone surrogate or a number past the last code point is not UTF-8.
  const shortest = continuations === 0 ? 0 : (widths[continuations - 1]?.below ?? 0)
  return codePoint < shortest || codePoint > 0x10ffff || isSurrogate(codePoint) ? null : codePoint
}

/**
 * The text that UTF-8 bytes spell, or `null` where they are not UTF-8.
 *
 * @example
 * decodeUtf8(Uint8Array.of(0xc3, 0xa9)) // 'é'
 * decodeUtf8(Uint8Array.of(0xff)) // null
 */
export function decodeUtf8(bytes: Uint8Array): string | null {
  return isAscii(bytes) ? asciiText(bytes) : decodeAny(bytes)
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false
  return true
}

/** How many characters are put together at once: a call takes no more arguments than that everywhere. */
const chunk = 4096

/** The text of bytes that are all below 128. */
export function asciiText(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += chunk) {
    text += Reflect.apply(String.fromCharCode, null, bytes.subarray(start, start + chunk))
  }
  return text
}

function decodeAny(bytes: Uint8Array): string | null {
  const characters: string[] = []
  let position = 0
  while (position < bytes.length) {
    const continuations = continuationsAfter(bytes[position] ?? 0)
    if (continuations === null) return null
    const codePoint = readCodePoint(bytes, position, continuations)
    if (codePoint === null) return null
    characters.push(String.fromCodePoint(codePoint))
    position += 1 + continuations
  }
  return characters.join('')
}
