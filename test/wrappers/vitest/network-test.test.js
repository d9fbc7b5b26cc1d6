import OT from '@opentok/client'
import { simulator } from 'fake-opentok/simulator'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import NetworkTest from 'opentok-network-test-js'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

// It posts to the address of OT.properties.loggingURL, to see whether that server can be reached.
const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
const logging = `${OT.properties.loggingURL}/logging/ClientEvent`
const server = setupServer(
  http.post(logging, () => new HttpResponse('', { headers })),
  http.options('*', () => new HttpResponse(null, { headers })),
)

beforeAll(() => server.listen({ onUnhandledRequest: 'bypass' }))
afterEach(() => {
  server.resetHandlers()
  simulator.reset()
})
afterAll(() => server.close())

const checkConnectivity = (options) => {
  const { apiKey, sessionId, token } = simulator.credentials(options)
  return new NetworkTest(OT, { apiKey, sessionId, token }).testConnectivity()
}

const failed = ({ failedTests }) => failedTests.map(({ type, error }) => [type, error.name])

describe('the connectivity test', () => {
  test('succeeds', async () => {
    expect(await checkConnectivity()).toEqual({ success: true, failedTests: [] })
  })

  test('tells of a server for logging that is not there', async () => {
    server.use(http.post(logging, () => HttpResponse.error()))
    expect(failed(await checkConnectivity())).toEqual([['logging', 'LoggingServerConnectionError']])
  })

  test('tells of a token that has expired', async () => {
    const [[type, name] = []] = failed(await checkConnectivity({ expiresIn: '-1h' }))
    expect([type, name]).toEqual(['messaging', 'ConnectToSessionTokenError'])
  })

  test('tells of a camera that is refused', async () => {
    simulator.devices.deny('camera')
    simulator.devices.deny('microphone')
    const [[type] = []] = failed(await checkConnectivity())
    expect(type).toBe('OpenTok.js')
  })

  test('tells of a stream that cannot be published', async () => {
    simulator.fail('Session.publish/stream-limit-exceeded', { times: Infinity })
    const [[type] = []] = failed(await checkConnectivity())
    expect(type).toBe('media')
  })
})
