import { describe, expect, test } from 'vitest'
import { MediaConditions, type OpenConnection } from './media-conditions.ts'

const sender = { side: 'publisher', index: 0, streamId: 'a' } as const
const receiver = { side: 'subscriber', index: 1, streamId: 'b' } as const

/** An open connection that writes down what it is told. */
function open(told: string[], of: Pick<OpenConnection, 'side' | 'index' | 'streamId'>): OpenConnection {
  const note = (what: string): void => void told.push(`${of.side} ${what}`)
  return {
    ...of,
    report: (state) => note(state),
    carry: (carried) => note(carried ? 'carried' : 'cut'),
    renegotiate: () => note('anew'),
    close: () => note('closed'),
    decrypted: (outcome) => note(outcome),
  }
}

describe('a step that is told to go wrong', () => {
  test('goes wrong as often as was said, after as many calls as was said', () => {
    const media = new MediaConditions()
    media.fail({ step: 'createOffer', how: 'rejects', after: 1, times: 2 })
    const answers = [1, 2, 3, 4].map(() => media.troubleAt('createOffer', sender)?.how ?? null)
    expect(answers).toEqual([null, 'rejects', 'rejects', null])
  })

  test('goes wrong for the connections that were meant, and no others', () => {
    const media = new MediaConditions()
    media.fail({ step: 'addTrack', how: 'throws', of: 'publisher', only: 2, streamId: 'a' })
    expect(media.troubleAt('addTrack', sender)).toBeNull()
    expect(media.troubleAt('addTrack', { ...receiver, index: 2 })).toBeNull()
    expect(media.troubleAt('addTrack', { ...sender, index: 2, streamId: 'c' })).toBeNull()
    expect(media.troubleAt('createOffer', { ...sender, index: 2 })).toBeNull()
    expect(media.troubleAt('addTrack', { ...sender, index: 2 })?.how).toBe('throws')
  })

  test('goes wrong when the browser is tested only where that was said', () => {
    const media = new MediaConditions()
    media.fail({ step: 'createOffer', how: 'rejects' })
    expect(media.troubleInTest('createOffer')).toBeNull()
    media.fail({ step: 'createOffer', how: 'rejects', probe: true })
    expect(media.troubleInTest('createOffer')?.probe).toBe(true)
  })

  test('goes well again once all is mended', () => {
    const media = new MediaConditions()
    media.fail({ step: 'getStats', how: 'rejects' })
    media.plan({ states: ['failed'] })
    media.arrange({ error: 3 })
    media.mend()
    expect(media.troubleAt('getStats', sender)).toBeNull()
    expect(media.courseOf(sender)).toBeNull()
    expect(media.elementOf('publisher')).toEqual({})
  })
})

describe('courses, elements and open connections', () => {
  test('a course is taken by as many connections as was said', () => {
    const media = new MediaConditions()
    media.plan({ states: ['checking', 'failed'], of: 'subscriber', times: 1 })
    expect(media.courseOf(sender)).toBeNull()
    expect(media.courseOf(receiver)).toEqual(['checking', 'failed'])
    expect(media.courseOf(receiver)).toBeNull()
  })

  test('what is arranged for elements later goes before what was arranged earlier', () => {
    const media = new MediaConditions()
    media.arrange({ error: 3, ended: true })
    media.arrange({ of: 'subscriber', error: 4 })
    expect(media.elementOf('publisher')).toMatchObject({ error: 3, ended: true })
    expect(media.elementOf('subscriber')).toMatchObject({ error: 4, ended: true })
  })

  test('a state is reported to the open connections that are meant', () => {
    const media = new MediaConditions()
    const told: string[] = []
    const closed = open(told, { ...sender, index: 7 })
    for (const connection of [open(told, sender), open(told, receiver), closed]) media.enter(connection)
    media.leave(closed)
    media.report('disconnected')
    media.report('failed', { streamId: 'b' })
    expect(told).toEqual(['publisher disconnected', 'subscriber disconnected', 'subscriber failed'])
    expect(media.connections({ of: 'publisher' }).map(({ index }) => index)).toEqual([0])
  })

  test('connections are counted in the order in which they are made, anew in a new world', () => {
    const media = new MediaConditions()
    media.codecsCanBeListed = false
    media.audioOutputProblem = 'NotAllowedError'
    media.carries = 'audio'
    expect([media.nextIndex(), media.nextIndex()]).toEqual([0, 1])
    media.clear()
    expect(media.nextIndex()).toBe(0)
    expect([media.codecsCanBeListed, media.audioOutputProblem, media.carries]).toEqual([true, null, null])
  })
})
