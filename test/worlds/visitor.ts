import type { OTError, Publisher, Session } from '../../src/index.ts'
import type { SimulatedClient, Simulator } from '../../src/simulator.ts'

interface Heard {
  readonly type: string
  readonly reason?: string | null
  readonly stream?: { readonly name: string }
  readonly data?: string
}

const told = [
  ...['connectionCreated', 'connectionDestroyed', 'streamCreated', 'streamDestroyed', 'signal', 'muteForced'],
  ...['sessionReconnecting', 'sessionReconnected', 'sessionDisconnected'],
]

/** One person at one client, and what they were told, in a line each. */
export interface Visitor {
  readonly session: Session
  readonly heard: string[]
  /** What came of `connect()`: nothing yet, or the name and code of the error, `ok` without one. */
  readonly connected: string[]
  /** Publishes under a name; what comes of it is heard as `published Name ok`, or with the error's name and code. */
  publish(name: string): Publisher
}

const outcome = (error?: OTError | null): string => (error ? `${error.name} ${error.code}` : 'ok')

/** Lets somebody into the session with a client of their own; time is the caller's to let pass. */
export function visit(
  simulator: Simulator,
  client: Pick<SimulatedClient, 'OT'>,
  credentials: Parameters<Simulator['credentials']>[0] = {},
): Visitor {
  const { apiKey, sessionId, token } = simulator.credentials(credentials)
  const session = client.OT.initSession(apiKey, sessionId)
  const heard: string[] = []
  const connected: string[] = []
  for (const type of told) {
    session.on(type, (event: Heard) => {
      heard.push(`${event.type} ${event.stream?.name ?? event.data ?? event.reason ?? ''}`.trim())
    })
  }
  session.connect(token, (error) => connected.push(outcome(error)))
  const publish = (name: string): Publisher => {
    const publisher = client.OT.initPublisher(undefined, { name })
    publisher.on('muteForced', () => heard.push('publisher muteForced'))
    publisher.on('streamDestroyed', (event: Heard) => heard.push(`publisher streamDestroyed ${event.reason}`))
    session.publish(publisher, (error) => heard.push(`published ${name} ${outcome(error)}`))
    return publisher
  }
  return { session, heard, connected, publish }
}
