import { type RestOperation, restOperationRows } from '../../src/contract/rest/operations.ts'
import { createRest, type RestOptions, type RestService } from '../../src/entry/rest.ts'
import { createSimulator, type Participant, type Simulator, type SimulatorOptions } from '../../src/simulator.ts'

/** A JWT as a server SDK sends it, with a signature that means nothing. */
export function bearer(claims: object, algorithm = 'RS256'): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  return `${part({ alg: algorithm, typ: 'JWT' })}.${part({ iat: now, exp: now + 300, ...claims })}.c2lnbmF0dXJl`
}

/** How a request differs from the usual one. */
export interface Asking {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  /** Sent as JSON, or as a form where a session is asked for; a text as it stands. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly type: string | null
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is looked at field by field
  readonly json: any
}

/** A world with its HTTP face, a client that is connected, and alice, who publishes. */
export interface Called {
  readonly simulator: Simulator
  readonly rest: RestService
  readonly key: string
  readonly sessionId: string
  readonly token: string
  readonly alice: Participant
  readonly streamId: string
  readonly connectionId: string
  readonly heard: readonly { readonly type: string; readonly [detail: string]: unknown }[]
  ask(operation: RestOperation, asking?: Asking): Promise<Answer>
}

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  const type = response.headers.get('content-type')
  return {
    status: response.status,
    type,
    text,
    json: type === 'application/json' && text !== '' ? JSON.parse(text) : null,
  }
}

function requestFor(
  operation: RestOperation,
  filled: Readonly<Record<string, string>>,
  asking: Asking,
  key: string,
): Request {
  const { method, path } = restOperationRows[operation]
  const { query = {}, body, headers } = asking
  const params = { ...filled, ...asking.params }
  const whole = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? crypto.randomUUID()))
  const isForm = operation === 'createSession'
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json'
  const written = isForm ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body)
  const init: RequestInit = {
    method,
    headers: {
      authorization: `Bearer ${bearer({ application_id: key })}`,
      ...(method === 'GET' ? {} : { 'content-type': type }),
      ...headers,
    },
  }
  if (method !== 'GET' && body !== undefined) init.body = typeof body === 'string' ? body : written
  return new Request(`https://video.api.vonage.com${whole}?${new URLSearchParams(query)}`, init)
}

const told = [
  ...['signal', 'sessionDisconnected', 'muteForced', 'archiveStarted', 'archiveStopped', 'archiveUpdated'],
  ...['streamCreated', 'streamDestroyed', 'connectionCreated', 'connectionDestroyed', 'sessionReconnecting'],
]

/** A call in which somebody is, and a server that may ask for anything. */
export async function called(options: RestOptions = {}, world: SimulatorOptions = {}): Promise<Called> {
  const simulator = createSimulator(world)
  const rest = createRest(simulator, options)
  const { apiKey: key, sessionId, token } = simulator.credentials({ role: 'moderator' })
  const session = simulator.OT.initSession(key, sessionId)
  const heard: { type: string; [detail: string]: unknown }[] = []
  for (const type of told) session.on(type, (event: object) => heard.push({ ...event, type }))
  session.connect(token)
  await simulator.settled()
  const alice = simulator.room().join({ name: 'alice' })
  const streamId = alice.publish()
  await simulator.settled()
  heard.splice(0)
  const filled = { project: key, session: sessionId, stream: streamId, connection: alice.connectionId }
  const ask = async (operation: RestOperation, asking: Asking = {}): Promise<Answer> =>
    answerOf(await rest(requestFor(operation, filled, asking, key)))
  const connectionId = session.connection?.connectionId ?? ''
  return { simulator, rest, key, sessionId, token, alice, streamId, connectionId, heard, ask }
}
