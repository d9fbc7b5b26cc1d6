import { configure, waitFor } from '@testing-library/dom'
import { credentialsHandler } from 'fake-opentok/msw'
import type { CredentialOptions, Participant, Room, Simulator } from 'fake-opentok/simulator'
import { type SetupServer, setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { askToJoin, openPage, statusText } from './open-page.ts'

// As patient as the polls of Vitest (vitest.config.ts): none of these tests is about the speed of the machine.
configure({ asyncUtilTimeout: 30_000 })

/** The server that the page asks for credentials, for all tests of a file; every test begins with a world as new. */
function serve(simulator: Simulator): SetupServer {
  const server = setupServer()
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => {
    server.resetHandlers()
    simulator.reset()
  })
  afterAll(() => server.close())
  return server
}

/** Visits to the room "lobby", by a person who uses the page, and by others. */
export class Visit {
  readonly #simulator: Simulator
  readonly server: SetupServer

  constructor(simulator: Simulator) {
    this.#simulator = simulator
    this.server = serve(simulator)
  }

  get lobby(): Room {
    return this.#simulator.room(this.#simulator.credentials({ session: 'lobby' }).sessionId)
  }

  /** Opens the page and joins, with these credentials, or with this answer of the server in their place. */
  ask(credentials: CredentialOptions & { readonly body?: object } = {}): void {
    this.server.use(credentialsHandler(this.#simulator, credentials))
    openPage()
    askToJoin('lobby')
  }

  /** Opens the page and joins, until all that comes of it has happened. */
  async as(role: 'moderator' | 'publisher' | 'subscriber'): Promise<void> {
    this.ask({ role })
    await waitFor(() => expect(statusText()).toBe('In the call.'))
    await this.#simulator.settled()
  }

  /** Somebody who is in the room, with their camera on. */
  bob(): Participant {
    const bob = this.lobby.join({ name: 'Bob', data: 'Bob' })
    bob.publish()
    return bob
  }
}
