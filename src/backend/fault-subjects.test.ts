import { describe, expect, test } from 'vitest'
import { publishing, signalling, stream } from '../../test/worlds/service-world.ts'
import { idsAsked, idsIn, spoiled } from './fault-subjects.ts'

const given = (subject: object): object =>
  Object.fromEntries(Object.entries(subject).filter(([, value]) => value !== undefined))

describe('what a fault may match on', () => {
  test('in a fact is whose it is, of which stream, and how many tracks that has', () => {
    expect(given(idsIn({ is: 'stream.created', stream: stream('a1', { connectionId: 'alice' }) }))).toEqual({
      streamId: 'a1',
      connectionId: 'alice',
      name: 'a1',
      tracks: 2,
    })
    expect(given(idsIn({ is: 'stream.deleted', streamId: 'a1', reason: '' }))).toEqual({ streamId: 'a1' })
    expect(given(idsIn({ is: 'connection.deleted', connectionId: 'alice', reason: '' }))).toEqual({
      connectionId: 'alice',
    })
    expect(given(idsIn({ is: 'notification', reason: '' }))).toEqual({})
  })

  test('in a request is the stream, its name, the target, or the type of a signal', () => {
    expect(given(idsAsked(publishing('a1')))).toEqual({ streamId: 'a1', name: 'a1' })
    expect(given(idsAsked(signalling('x')))).toEqual({ type: 'chat' })
    expect(given(idsAsked({ method: 'connection.delete', connectionId: 'bob' }))).toEqual({ target: 'bob' })
    expect(given(idsAsked({ method: 'stream.update', streamId: 'a1', muted: true }))).toEqual({
      streamId: 'a1',
      muted: true,
    })
    expect(given(idsAsked({ method: 'connection.create' }))).toEqual({})
  })
})

describe('a description of media', () => {
  const offer = { is: 'subscriber.offered', subscriberId: 's', streamId: 'a1', quality: 'good' } as const

  test.each(['bad', 'empty'])('can be %s on arrival', (quality) => {
    expect(spoiled(offer, quality)).toEqual({ ...offer, quality })
    expect(offer.quality).toBe('good')
  })

  test('stays as it is for any other reason, and other facts stay for these too', () => {
    const other = { is: 'notification', reason: 'x' } as const
    expect([spoiled(offer, undefined), spoiled(offer, 'x'), spoiled(other, 'bad')]).toEqual([offer, offer, other])
  })
})
