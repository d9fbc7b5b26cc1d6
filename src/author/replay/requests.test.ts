import { expect, test } from 'vitest'
import { bearer } from '../../../test/rest/service-caller.ts'
import { createRest } from '../../entry/rest.ts'
import type { JournalEntry } from '../../kernel/journal/entry.ts'
import { readScenario } from '../../scenario/read.ts'
import { createSimulator, type Simulator } from '../../simulator.ts'
import { playScenario } from '../play.ts'

const storyOf = (entries: readonly JournalEntry[]): readonly string[] =>
  entries
    .filter(({ kind, what }) => kind !== 'heard' && what !== 'circumstances.credentials')
    .map(({ kind, who, what, detail }) => `${kind} ${who} ${what} ${kind === 'reply' ? detail['status'] : ''}`.trim())

/** A world with a server that asks over HTTP, a client that is connected, and alice, who publishes. */
async function serverAndPage() {
  const simulator = createSimulator({ clock: 'manual', epoch: 0 })
  const rest = createRest(simulator)
  const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator' })
  const alice = simulator.room().join({ name: 'alice' })
  const streamId = alice.publish({ name: 'camera' })
  const session = simulator.OT.initSession(apiKey, sessionId)
  session.connect(token)
  await simulator.clock.advance('1s')
  const project = `https://video.api.vonage.com/v2/project/${apiKey}`
  const whose = { authorization: `Bearer ${bearer({ application_id: apiKey })}` }
  const ask = async (method: string, path: string, body?: unknown, headers: HeadersInit = whose) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    const asked = rest(
      new Request(`${project}${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...init,
      }),
    )
    await simulator.clock.advance('1s')
    return asked
  }
  return { simulator, rest, ask, sessionId, streamId, alice, session }
}

async function playedAgain(simulator: Simulator) {
  let story: readonly string[] = []
  const scenario = readScenario(JSON.parse(JSON.stringify(simulator.toScenario())))
  const inspect = ({ journal }: Simulator): void => {
    story = storyOf(journal.entries)
  }
  const { problems } = await playScenario(scenario, { inspect })
  return { scenario, story, problems }
}

test('requests of the application’s server are made again: of a session, a stream, a person, and of what an answer named', async () => {
  const { simulator, rest, ask, sessionId, streamId, alice } = await serverAndPage()
  await ask('POST', `/session/${sessionId}/signal`, { type: 'chat', data: 'hello' })
  await ask('POST', `/session/${sessionId}/stream/${streamId}/mute`)
  await ask('POST', `/session/${sessionId}/mute`, { active: true, excludedStreamIds: [streamId] })
  const { id } = await (await ask('POST', '/archive', { sessionId, name: 'Monday', multiArchiveTag: 'a' })).json()
  await ask('POST', '/archive', { sessionId, name: 'Tuesday', multiArchiveTag: 'b' })
  await ask('POST', `/archive/${id}/stop`)
  await simulator.clock.advance(10)
  rest.answer('listArchives', { status: 503 })
  await ask('GET', '/archive?count=2')
  simulator.fail('rest/startArchive/already-recording')
  expect((await ask('POST', '/archive', { sessionId })).status).toBe(409)
  await ask('DELETE', `/session/${sessionId}/connection/${alice.connectionId}`)

  const { scenario, story, problems } = await playedAgain(simulator)
  expect(problems).toEqual([])
  expect(story).toEqual(storyOf(simulator.journal.entries))
  const asks = (scenario.steps ?? []).filter((step) => 'request' in step)
  expect(asks).toContainEqual({
    request: 'stopArchive',
    path: { archive: { $answer: 'id', of: expect.any(Number) } },
    await: false,
  })
  expect(asks.at(-1)).toEqual({
    request: 'forceDisconnect',
    path: { connection: { $connectionId: 'alice' } },
    await: false,
  })
})

test('a request without a token, with another’s, or with a body that is no JSON, is refused again', async () => {
  const { simulator, ask, sessionId } = await serverAndPage()
  const other = { authorization: `Bearer ${bearer({ application_id: '6f1c2b34-0d5e-4f6a-8b7c-9d0e1f2a3b4c' })}` }
  expect((await ask('POST', '/archive', { sessionId }, {})).status).toBe(403)
  expect((await ask('POST', '/archive', { sessionId }, other)).status).toBe(403)
  expect((await ask('POST', '/archive', 'no object')).status).toBe(400)
  const { scenario, story, problems } = await playedAgain(simulator)
  expect(problems).toEqual([])
  expect(story).toEqual(storyOf(simulator.journal.entries))
  expect(scenario.expect).toEqual(expect.arrayContaining([expect.objectContaining({ status: 403 })]))
})
