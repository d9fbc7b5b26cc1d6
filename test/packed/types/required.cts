import OT = require('fake-opentok')
import simulation = require('fake-opentok/simulator')

const simulator: simulation.Simulator = simulation.createSimulator()
const session: OT.Session = OT.initSession('key', 'session')
const published: OT.Publisher | undefined = OT.initPublisher()
console.log(simulator.dialect, session.sessionId, published?.streamId)
