import facts from '../../fixtures/facts/server-sdk-requests.json' with { type: 'json' }

/** A request as a server SDK sent it. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly contentType: string
  /** The names in its query or its body. */
  readonly fields: readonly string[]
}

function namesIn(body: string, contentType: string): readonly string[] {
  if (body === '') return []
  if (contentType.startsWith('application/x-www-form-urlencoded')) return [...new URLSearchParams(body).keys()]
  return Object.keys(Object(JSON.parse(body)))
}

export async function sentOf(request: Request): Promise<Sent> {
  const { pathname: path, searchParams } = new URL(request.url)
  const contentType = request.headers.get('content-type') ?? ''
  return {
    method: request.method,
    path,
    contentType,
    fields: [...searchParams.keys(), ...namesIn(await request.text(), contentType)],
  }
}

/** The calls of an SDK that were recorded, and whose request is not among these. */
export const missingIn = (sdk: string, sent: readonly Sent[]): readonly string[] =>
  facts.requests
    .filter((row) => row.sdk === sdk)
    .filter(({ method, path, contentType = '', fields = [] }) => {
      const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)
      return !sent.some(
        (one) =>
          one.method === method &&
          pattern.test(one.path) &&
          one.contentType.startsWith(contentType) &&
          fields.every((field) => one.fields.includes(field)),
      )
    })
    .map(({ call }) => call)
