import { describe, expect, test } from 'vitest'
import { readScenario } from '../scenario/read.ts'
import { createSimulator, type Simulator } from '../simulator.ts'
import { playScenario } from './play.ts'
import { applyScenario } from './scenario.ts'

const connect = { call: 'Session.connect' }
const say = (data: string) => ({ call: 'Session.signal', args: [{ data }], await: false })

/** The signals and acts of a play in their order, and its problems. */
async function played(parts: object): Promise<{ done: readonly string[]; problems: readonly unknown[] }> {
  let done: readonly string[] = []
  const inspect = ({ journal }: Simulator): void => {
    done = journal.entries.flatMap(({ kind, what, detail }) => {
      if (kind === 'call' && what === 'Session.signal')
        return [String(JSON.stringify(detail['args']).match(/"data":"(\w+)/)?.[1])]
      return kind === 'control' && what === 'room.forceMuteAll' ? ['mute'] : []
    })
  }
  const { problems } = await playScenario(readScenario({ title: 'Places', ...parts }), { inspect })
  return { done, problems }
}

describe('a step that names its place', () => {
  test('is made in a certain dispatch of an event, and behind it', async () => {
    const { done, problems } = await played({
      given: {
        room: [
          { name: 'Ann', publishes: [{ name: 'Ann' }] },
          { name: 'Bob', publishes: [{ name: 'Bob' }] },
        ],
      },
      steps: [
        connect,
        { ...say('behind'), in: { event: 'streamCreated', nth: 2, later: true } },
        { ...say('second'), in: { event: 'streamCreated', nth: 2 } },
        { ...say('first'), in: { event: 'streamCreated', nth: 1 } },
        { wait: '1s' },
      ],
    })
    expect(problems).toEqual([])
    expect(done).toEqual(['first', 'second', 'behind'])
  })

  test('is made where an answer is heard, with acts of the timeline in between', async () => {
    const { done, problems } = await played({
      timeline: [{ at: '1h', session: 'forceMuteAll' }],
      steps: [
        connect,
        { ...say('asked') },
        { ...say('behind'), in: { answer: 2, later: true } },
        { ...say('before'), in: { answer: 2 } },
        { entry: 1, in: { answer: 2 } },
        { ...say('after'), in: { answer: 2 } },
        { wait: '1s' },
      ],
    })
    expect(problems).toEqual([])
    expect(done).toEqual(['asked', 'before', 'mute', 'after', 'behind'])
  })

  test('fails the play where its place never comes', async () => {
    const never = { ...say('never'), in: { event: 'archiveStarted', nth: 2 } }
    await expect(played({ steps: [connect, never, { wait: '1s' }] })).rejects.toThrow(
      'There was no dispatch 2 of "archiveStarted" by the session, so that this step was not made. Let it come.',
    )
  })
})

test('an act comes about beside an application once the call is answered that it names', async () => {
  const scenario = readScenario({
    title: 'Muted at once',
    timeline: [{ after: { answered: 'Session.signal', nth: 2 }, session: 'forceMuteAll' }],
  })
  const simulator = createSimulator()
  applyScenario(simulator, scenario)
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = simulator.OT.initSession(apiKey, sessionId)
  const told: string[] = []
  session.on('muteForced', () => told.push('muted'))
  await session.connect.promise(token)
  await session.signal({ data: 'one' })
  await simulator.settled()
  told.push('one')
  session.signal({ data: 'two' }, () => told.push('two'))
  await simulator.settled()
  expect(told).toEqual(['one', 'two', 'muted'])
  simulator.dispose()
})
