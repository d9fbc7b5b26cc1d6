/** What a frame on the socket is, by the number that the SDK writes into it (seen on the wire of SDK 2.35.2). */
export const frameKinds = { message: 2, farewell: 4, ping: 7, pong: 8, status: 9 } as const

/** One frame on the messaging socket. */
export interface Frame {
  readonly kind: number
  readonly to: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

const lengthBytes = 4
const reservedBytes = 2

/** Writes a frame: its length, two empty bytes, its kind, the addressees, the headers, and the text up to the end. */
export function writeFrame({ kind, to, headers, text }: Frame): ArrayBuffer {
  const encoder = new TextEncoder()
  const named = Object.entries(headers)
  const rest = [
    new Uint8Array(reservedBytes),
    Uint8Array.of(kind, to.length),
    ...to.flatMap((one) => shortText(encoder, one)),
    Uint8Array.of(named.length),
    ...named.flatMap(([name, value]) => [...shortText(encoder, name), ...shortText(encoder, value)]),
    encoder.encode(text),
  ]
  const length = rest.reduce((sum, part) => sum + part.length, 0)
  const frame = new Uint8Array(lengthBytes + length)
  new DataView(frame.buffer).setUint32(0, length)
  let at = lengthBytes
  for (const part of rest) {
    frame.set(part, at)
    at += part.length
  }
  return frame.buffer
}

function shortText(encoder: TextEncoder, text: string): readonly Uint8Array[] {
  const bytes = encoder.encode(text)
  return [Uint8Array.of(bytes.length >> 8, bytes.length & 0xff), bytes]
}

/** Reads a frame that the SDK has written. */
export function readFrame(buffer: ArrayBuffer): Frame {
  const bytes = new Uint8Array(buffer)
  const view = new DataView(buffer)
  const decoder = new TextDecoder()
  let at = lengthBytes + reservedBytes
  const byte = (): number => view.getUint8(at++)
  const short = (): string => {
    const length = view.getUint16(at)
    const from = at + 2
    at = from + length
    return decoder.decode(bytes.subarray(from, at))
  }
  const kind = byte()
  const to = Array.from({ length: byte() }, short)
  const headers = Object.fromEntries(Array.from({ length: byte() }, () => [short(), short()]))
  return { kind, to, headers, text: decoder.decode(bytes.subarray(at)) }
}
