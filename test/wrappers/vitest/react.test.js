import * as first from 'opentok-react'
import * as second from 'opentok-react-incode'
import { createElement as h } from 'react'
import { render, unmountComponentAtNode } from 'react-dom'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

// Both read OT from the window.
const { simulator } = await import('fake-opentok/auto')

let place

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {}) // React warns of what these old packages do.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  place = document.body.appendChild(document.createElement('div'))
})

afterEach(async () => {
  unmountComponentAtNode(place)
  await simulator.settled()
  place.remove()
  simulator.reset()
  vi.restoreAllMocks()
})

describe.each([
  ['opentok-react', first],
  ['opentok-react-incode', second],
])('%s', (_name, { OTSession, OTPublisher, OTStreams, OTSubscriber }) => {
  async function show({ credentials = simulator.credentials(), publisher = {}, ...session } = {}) {
    const { apiKey, sessionId, token } = credentials
    render(
      h(OTSession, { apiKey, sessionId, token, ...session }, [
        h(OTPublisher, { key: 'publisher', ...publisher }),
        h(OTStreams, { key: 'streams' }, h(OTSubscriber)),
      ]),
      place,
    )
    await simulator.settled()
    await simulator.settled()
  }

  const seen = (what) => place.querySelectorAll(`.OT_${what}`).length

  test('publishes, and shows everybody who comes and goes', async () => {
    const onPublish = vi.fn()
    await show({ publisher: { onPublish } })
    expect([onPublish.mock.calls.length, seen('publisher'), seen('subscriber')]).toEqual([1, 1, 0])
    const alice = simulator.room().join({ name: 'Alice' })
    alice.publish()
    await simulator.settled()
    expect(seen('subscriber')).toBe(1)
    alice.leave()
    await simulator.settled()
    expect(seen('subscriber')).toBe(0)
  })

  test('hands on that the connection was refused', async () => {
    const onError = vi.fn()
    await show({ credentials: simulator.credentials({ expiresIn: '-1h' }), onError })
    expect(onError.mock.calls.map(([{ name, code }]) => [name, code])).toEqual([['OT_AUTHENTICATION_ERROR', 1004]])
  })

  test('hands on that the camera was refused', async () => {
    simulator.devices.deny('camera')
    const onError = vi.fn()
    await show({ publisher: { onError } })
    expect(onError.mock.calls.map(([{ name }]) => name)).toContain('OT_USER_MEDIA_ACCESS_DENIED')
  })

  test('hears of the network by its event handlers', async () => {
    const heard = []
    const names = ['sessionReconnecting', 'sessionReconnected', 'sessionDisconnected']
    await show({ eventHandlers: Object.fromEntries(names.map((name) => [name, () => heard.push(name)])) })
    simulator.network.goOffline()
    await simulator.clock.advance('5s')
    simulator.network.comeBack()
    await simulator.settled()
    expect(heard).toEqual(['sessionReconnecting', 'sessionReconnected'])
  })
})
