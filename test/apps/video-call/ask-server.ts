/** What joining a room takes: the OpenTok key, or the Vonage application id, that the session belongs to. */
export interface Credentials {
  readonly apiKey: string
  readonly sessionId: string
  readonly token: string
}

/** Our own server did not give credentials. The message is for the person in front of the page. */
export class ServerError extends Error {
  override readonly name = 'ServerError'
}

const reasons: Readonly<Record<number, string>> = {
  403: 'You are not invited to this room.',
  404: 'There is no such room.',
}

const textIn = (answer: object, key: string): string | undefined => {
  const value: unknown = Reflect.get(answer, key)
  return typeof value === 'string' ? value : undefined
}

function credentialsIn(answer: unknown): Credentials | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  const apiKey = textIn(answer, 'applicationId') ?? textIn(answer, 'apiKey')
  const sessionId = textIn(answer, 'sessionId')
  const token = textIn(answer, 'token')
  if (apiKey === undefined || sessionId === undefined || token === undefined) return undefined
  return { apiKey, sessionId, token }
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

/** Asks our own server for credentials, as the SDK's samples do. */
export async function askServer(server: string, room: string): Promise<Credentials> {
  let response: Response
  try {
    response = await fetch(`${server}/session/${encodeURIComponent(room)}`)
  } catch {
    throw new ServerError('Our server cannot be reached. Check your network, then join again.')
  }
  if (!response.ok) throw new ServerError(reasons[response.status] ?? 'Our server is in trouble. Join again later.')
  const credentials = credentialsIn(await jsonOf(response))
  if (credentials === undefined) throw new ServerError('Our server gave an answer that makes no sense.')
  return credentials
}
