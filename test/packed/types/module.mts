import 'fake-opentok/auto'
import OT, { type ErrorOf, initSession, type Session } from 'fake-opentok'
import { createSimulator, type FailureId, type Simulator } from 'fake-opentok/simulator'

const failure: FailureId = 'Session.publish/ice-failed'
const simulator: Simulator = createSimulator({ dialect: 'sdk', view: 'headless' })
simulator.fail(failure)

const session: Session = initSession('key', 'session')
session.publish(OT.initPublisher(), (error?: ErrorOf<'Session.publish'>) => console.log(error?.name))
