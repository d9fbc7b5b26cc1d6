const OT = require('@opentok/client')
const { simulator } = require('fake-opentok/simulator')

afterEach(() => simulator.reset())

test('a dependency that requires the SDK joins the world of the test', async () => {
  const wrapper = require('requires-sdk')
  expect(wrapper.OT).toBe(OT)
  const done = jest.fn()
  wrapper.join(simulator.credentials({ expiresIn: '-1h' }), done)
  await simulator.settled()
  expect(done).toHaveBeenCalledWith(expect.objectContaining({ name: 'OT_AUTHENTICATION_ERROR', code: 1004 }))
})

test.each(['opentok-react', 'opentok-react-incode'])('%s publishes, and shows who comes', async (name) => {
  jest.spyOn(console, 'warn').mockImplementation(() => {}) // React warns of what these old packages do.
  window.OT = OT
  const { createElement: h } = require('react')
  const { render, unmountComponentAtNode } = require('react-dom')
  const { OTSession, OTPublisher, OTStreams, OTSubscriber } = require(name)
  const place = document.body.appendChild(document.createElement('div'))
  const { apiKey, sessionId, token } = simulator.credentials()
  const children = [h(OTPublisher, { key: 'p' }), h(OTStreams, { key: 's' }, h(OTSubscriber))]
  render(h(OTSession, { apiKey, sessionId, token }, children), place)
  await simulator.settled()
  simulator.room().join({ name: 'Alice' }).publish()
  await simulator.settled()
  const seen = ['publisher', 'subscriber'].map((what) => place.querySelectorAll(`.OT_${what}`).length)
  expect(seen).toEqual([1, 1])
  unmountComponentAtNode(place)
  await simulator.settled()
  jest.restoreAllMocks()
})
