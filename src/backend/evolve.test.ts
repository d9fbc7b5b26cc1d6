import { describe, expect, test } from 'vitest'
import { member, sessionOf, stream } from '../../test/worlds/service-world.ts'
import { type Change, evolve } from './evolve.ts'
import type { SessionInPlace } from './state.ts'

const room = (): SessionInPlace =>
  sessionOf(
    [member('mo', 'moderator'), member('pia')],
    [stream('m1', { connectionId: 'mo' }), stream('p1', { connectionId: 'pia' })],
  )

/** The session after some changes, as plain data. */
function evolved(...changes: readonly Change[]) {
  const session = room()
  for (const change of changes) evolve(session, change)
  const { members, streams, pending, subscribers, archives, muted } = session
  return {
    members: [...members.keys()],
    streams: [...streams.keys()],
    pending: [...pending.keys()],
    subscribers: [...subscribers.keys()],
    archives: [...archives.values()],
    muted,
    session: { ...session, rules: session.rules() },
  }
}

const untouched = evolved()

const subscriber = (subscriberId: string, streamId: string, connectionId: string): Change => ({
  is: 'subscriber.accepted',
  subscriberId,
  streamId,
  connectionId,
})

describe('a session', () => {
  test('takes in who enters, with their role, and lets go of who leaves', () => {
    const entered = evolved({ is: 'member.entered', member: member('new', 'subscriber') })
    expect(entered.session.members.get('new')?.role).toBe('subscriber')
    expect(evolved({ is: 'connection.deleted', connectionId: 'pia', reason: '' }).members).toEqual(['mo'])
  })

  test('does not let anybody in by the announcement alone', () => {
    const connection = { id: 'new', data: '', created: 0 }
    expect(evolved({ is: 'connection.created', connection }).members).toEqual(untouched.members)
  })

  test('keeps the streams of who leaves until it is told that they are gone', () => {
    expect(evolved({ is: 'connection.deleted', connectionId: 'pia', reason: '' }).streams).toEqual(['m1', 'p1'])
    expect(evolved({ is: 'stream.deleted', streamId: 'p1', reason: '' }).streams).toEqual(['m1'])
  })

  test('knows a stream as pending from its acceptance to its announcement, or until it is withdrawn', () => {
    const accepted: Change = { is: 'stream.accepted', stream: stream('new', { connectionId: 'pia' }) }
    expect(evolved(accepted)).toMatchObject({ pending: ['new'], streams: ['m1', 'p1'] })
    const announced = evolved(accepted, { is: 'stream.created', stream: stream('new', { connectionId: 'pia' }) })
    expect(announced).toMatchObject({ pending: [], streams: ['m1', 'p1', 'new'] })
    expect(evolved(accepted, { is: 'stream.withdrawn', streamId: 'new' })).toMatchObject({ pending: [] })
    expect(evolved(accepted, { is: 'connection.deleted', connectionId: 'pia', reason: '' }).pending).toEqual([])
  })

  test('forgets subscribers with the stream, with whoever subscribes, or by themselves', () => {
    const three = [subscriber('a', 'm1', 'pia'), subscriber('b', 'p1', 'mo'), subscriber('c', 'm1', 'mo')]
    expect(evolved(...three).subscribers).toEqual(['a', 'b', 'c'])
    expect(evolved(...three, { is: 'stream.deleted', streamId: 'm1', reason: '' }).subscribers).toEqual(['b'])
    expect(evolved(...three, { is: 'connection.deleted', connectionId: 'mo', reason: '' }).subscribers).toEqual(['a'])
    expect(evolved(...three, { is: 'subscriber.withdrawn', subscriberId: 'b' }).subscribers).toEqual(['a', 'c'])
  })

  test('changes one track of one stream, and leaves what it was before as it was', () => {
    const session = room()
    const old = session.streams.get('p1')
    evolve(session, { is: 'channel.updated', streamId: 'p1', channelId: 'video1', change: { active: false, width: 1 } })
    evolve(session, { is: 'channel.updated', streamId: 'x', channelId: 'video1', change: { active: false } })
    expect(session.streams.get('p1')?.channels).toMatchObject([{ active: true }, { active: false, width: 1 }])
    expect(old?.channels).toMatchObject([{ active: true }, { active: true, width: 640 }])
    expect(session.streams.get('m1')).toEqual(room().streams.get('m1'))
  })

  test('is muted and unmuted', () => {
    const muted: Change = { is: 'session.muted', active: true, except: [] }
    expect(evolved(muted).muted).toBe(true)
    expect(evolved(muted, { ...muted, active: false }).muted).toBe(false)
  })

  test('knows its recordings and how they stand', () => {
    const archive = { id: 'a1', name: 'first', status: 'started' }
    const created: Change = { is: 'archive.created', archive }
    expect(evolved(created).archives).toEqual([archive])
    const stopped = evolved(created, { is: 'archive.updated', archiveId: 'a1', status: 'stopped' })
    expect(stopped.archives).toEqual([{ ...archive, status: 'stopped' }])
    expect(evolved({ is: 'archive.updated', archiveId: 'x', status: 'stopped' }).archives).toEqual([])
  })

  const passing: readonly Change[] = [
    { is: 'stream.muted', streamId: 'p1', active: true },
    { is: 'signal', from: 'pia', signal: { type: null, data: 'x' } },
    { is: 'caption', streamId: 'p1', from: 'pia', text: 'x', isFinal: true },
    { is: 'subscriber.offered', subscriberId: 's', streamId: 'p1', quality: 'good' },
    { is: 'subscriber.videoDisabled', streamId: 'p1', active: false },
    { is: 'subscriber.videoWarned', streamId: 'p1', active: true },
    { is: 'offer.requested', streamId: 'p1', subscriberId: null, subscriberConnectionId: null },
    { is: 'notification', reason: 'serverRotation' },
  ]

  test.each(passing)('is not changed by what only passes through it: $is', (change) => {
    expect(evolved(change)).toEqual(untouched)
  })
})
