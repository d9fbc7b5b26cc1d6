import { afterAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { serveWorld } from '../../src/entry/cli/world-server.ts'
import { joinWorld } from '../../src/entry/offline.ts'
import type { Simulator } from '../../src/simulator.ts'
import { scriptsForServe } from '../worlds/scripts-for-serve.ts'
import { selfSigned } from '../worlds/self-signed.ts'
import { visit } from '../worlds/visitor.ts'

const { folder, remove } = scriptsForServe()
afterAll(remove)

/** A line that takes a certificate that nobody vouches for. */
class Trusting extends WebSocket {
  constructor(address: string) {
    super(address, { rejectUnauthorized: false })
  }
}

test('two programs are in one call over wss, with a certificate that openssl made', async () => {
  const options = { port: 0, host: '127.0.0.1', folder, dialect: 'documented', origins: [] } as const
  const world = await serveWorld({ ...options, tls: selfSigned(), say: () => {} })
  expect(world.socketAddress).toMatch(/^wss:/)
  const client = (): Simulator => joinWorld(world.socketAddress, { WebSocket: Trusting, view: 'headless' })
  const [first, second] = [client(), client()]
  const ada = visit(first, first)
  const bob = visit(second, second)
  await first.settled()
  await second.settled()
  bob.publish('Bob')
  void ada.session.signal({ type: 'chat', data: 'hello' })
  await expect.poll(() => bob.heard, { timeout: 20_000 }).toContain('signal:chat hello')
  await expect.poll(() => ada.heard, { timeout: 20_000 }).toContain('streamCreated Bob')
  for (const simulator of [first, second]) simulator.dispose()
  world.close()
})
