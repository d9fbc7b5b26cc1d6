const OT = require('@vonage/client-sdk-video')
const { applyScenario, readScenario } = require('fake-opentok/scenario')
const { simulator } = require('fake-opentok/simulator')
const { join } = require('./application.js')

beforeEach(() => {
  document.body.innerHTML = '<div id="me"></div>'
})
afterEach(() => simulator.reset())

test('require() gives the SDK itself', () => {
  expect(OT).toBe(simulator.OT)
  expect(OT).toBe(require('@opentok/client'))
  expect(OT).not.toHaveProperty('default')
})

test('it is in the page', async () => {
  const publisher = await join(simulator.credentials())

  expect(publisher.stream.name).toBe('Ada')
  expect(document.querySelector('#me .OT_publisher h1').textContent).toBe('Ada')
})

test('a scenario is read', async () => {
  const title = 'The token has run out'
  applyScenario(simulator, readScenario({ title, given: { token: { expiresIn: '-1h' } } }))

  await expect(join(simulator.credentials())).rejects.toMatchObject({ code: 1004 })
})

test('fake-opentok/auto puts it into the window, and its devices into the navigator', async () => {
  require('fake-opentok/auto')
  simulator.devices.deny('camera')

  expect(window.OT).toBe(simulator.OT)
  await expect(navigator.mediaDevices.getUserMedia({ video: true })).rejects.toMatchObject({ name: 'NotAllowedError' })
})
