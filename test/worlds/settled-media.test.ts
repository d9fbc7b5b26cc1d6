import { expect, test } from 'vitest'
import { type FailureId, failures, isFailureId } from '../../src/contract/failures.ts'
import { createSimulator } from '../../src/simulator.ts'

const ofMedia = failures
  .map(({ id, point }) => ({ id, point: String(point) }))
  .filter(({ id, point }) => /^Session\.(publish|subscribe)\//.test(id) && point.startsWith('media:'))
  .map(({ id }) => id)
  .filter(isFailureId)

/** Everything that an application hears of a call that meets a failure of media, when time passes as given. */
async function heardOf(
  id: FailureId,
  pass: (simulator: ReturnType<typeof createSimulator>) => Promise<void>,
): Promise<readonly string[]> {
  const simulator = createSimulator({ dialect: 'sdk' })
  const { OT } = simulator
  const { apiKey, sessionId, token } = simulator.credentials()
  simulator.room(sessionId).join({ name: 'Alice' }).publish()
  simulator.fail(id)
  const heard: string[] = []
  const answered = (error: unknown): unknown =>
    heard.push(error instanceof Error ? `failed: ${error.name}` : 'succeeded')
  const session = OT.initSession(apiKey, sessionId)
  session.on('streamCreated', ({ stream }) => {
    session.subscribe(stream, undefined, {}, answered)?.on('destroyed', () => heard.push('subscriber destroyed'))
  })
  session.connect(token, () => {
    if (id.startsWith('Session.publish'))
      session.publish('', {}, answered)?.on('destroyed', () => heard.push('publisher destroyed'))
  })
  await pass(simulator)
  return heard
}

test.each(ofMedia)(
  '%s ends in the same way whether the test waits for everything or lets a minute pass',
  async (id) => {
    const settled = await heardOf(id, (simulator) => simulator.settled())
    const passed = await heardOf(id, (simulator) => simulator.clock.advance('60s'))
    expect(settled).toEqual(passed)
  },
)
