import { createSimulator } from 'fake-opentok/simulator'
import { addLine, find, onPress } from './elements.ts'
import { Meeting } from './meeting.ts'
import { World } from './world.ts'

const root = find(document, '#meeting')
const messages = find(root, '[aria-label=Messages]')

const simulator = createSimulator({ clock: 'wall' })
const world = new World(simulator, find(document, '#world'))
const meeting = new Meeting(simulator.OT, {
  pictures: find(root, '#pictures'),
  status: (text) => {
    find(root, '[role=status]').textContent = text
  },
  message: (text) => addLine(messages, text),
  problem: (text) => addLine(messages, text, 'problem'),
})

onPress(document, {
  join: () => meeting.join(simulator.credentials()),
  leave: () => meeting.leave(),
  startCamera: () => meeting.startCamera(),
  stopCamera: () => meeting.stopCamera(),
  greet: () => meeting.greet(),
  goOffline: () => simulator.network.goOffline(),
  comeBack: () => simulator.network.comeBack(),
  deny: () => simulator.devices.deny('camera'),
  allow: () => simulator.devices.allow('camera'),
  unplug: () => simulator.devices.unplug('camera'),
  beginAnew: () => {
    meeting.leave()
    simulator.reset()
    world.begin()
  },
})

world.begin()
