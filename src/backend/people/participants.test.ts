import { describe, expect, test } from 'vitest'
import { serviceWorld } from '../../../test/worlds/service-world.ts'
import { Room } from './room.ts'

function room() {
  const world = serviceWorld()
  const notes: string[] = []
  const { backend, clock } = world
  const made = new Room({ backend, clock, ownClientId: 'client-1', sessionId: 's1', note: (what) => notes.push(what) })
  const client = world.client('client-1')
  const clientId = client.join()
  client.news()
  return { ...world, room: made, notes, client, clientId }
}

describe('a remote person', () => {
  test('joins under a name, with a role and data, and is told to the others', () => {
    const { room: made, client, backend, notes } = room()
    const alice = made.join({ name: 'alice', role: 'moderator', data: 'x', id: 'c-alice' })
    expect([alice.name, alice.role, alice.connectionId, alice.isPresent]).toEqual([
      'alice',
      'moderator',
      'c-alice',
      true,
    ])
    expect(backend.session('s1')?.members.get('c-alice')?.connection.data).toBe('x')
    expect([client.news(), notes]).toEqual([['connection.created c-alice'], ['room.join']])
    expect([made.join().name, made.join().name]).toEqual(['guest-1', 'guest-2'])
  })

  test('publishes what they are asked to, and stops', () => {
    const { room: made, client } = room()
    const alice = made.join({ name: 'alice', id: 'alice' })
    const camera = alice.publish()
    const screen = alice.publish({ id: 'screen', name: 'Slides', audio: false, videoType: 'screen', width: 1920 })
    expect(alice.streams.map(({ id, name }) => [id, name])).toEqual([
      [camera, 'alice'],
      ['screen', 'Slides'],
    ])
    expect(alice.streams[1]?.channels).toMatchObject([{ type: 'video', source: 'screen', width: 1920, height: 480 }])
    alice.unpublish(screen)
    expect(made.streams.map(({ id }) => id)).toEqual([camera])
    alice.unpublish()
    expect(client.news().slice(-2)).toEqual(['stream.deleted screen', `stream.deleted ${camera}`])
  })

  test('changes a track, signals, captions', () => {
    const { room: made, client, clientId } = room()
    const alice = made.join({ id: 'alice' })
    const id = alice.publish()
    client.news()
    alice.change('video', { active: false })
    alice.signal({ type: 'chat', data: 'to all' })
    alice.signal({ data: 'to one', to: clientId })
    alice.caption('hello', { isFinal: false })
    expect(client.news()).toEqual([`channel.updated ${id}`, 'signal to all', 'signal to one', `caption ${id}`])
  })

  test('moderates where their role allows it', () => {
    const { room: made, client, clientId } = room()
    const moderator = made.join({ role: 'moderator', id: 'mo' })
    const guest = made.join({ id: 'guest' })
    const id = guest.publish()
    client.news()
    moderator.mute()
    moderator.forceUnpublish(id)
    moderator.forceDisconnect(clientId)
    expect(client.news()).toEqual([
      'session.muted',
      `channel.updated ${id}`,
      `stream.deleted ${id}`,
      `connection.deleted ${clientId}`,
    ])
    expect(client.outlet.closed).toEqual([1000])
  })

  test.each([
    ['leave', 'clientDisconnected'],
    ['vanish', 'networkDisconnected'],
  ] as const)('who does "%s" is gone with their streams, for the reason %s', (verb, reason) => {
    const { room: made, client, journal } = room()
    const alice = made.join({ id: 'alice' })
    const id = alice.publish()
    client.news()
    alice[verb]()
    expect(client.news()).toEqual([`stream.deleted ${id}`, 'connection.deleted alice'])
    expect(journal.find({ what: 'connection.deleted' })[0]?.detail).toMatchObject({ reason })
    expect(alice.isPresent).toBe(false)
  })

  test('who has left can do nothing more, and is told so', () => {
    const { room: made } = room()
    const alice = made.join({ name: 'alice' })
    alice.leave()
    const verbs: [string, () => unknown][] = [
      ['publish', () => alice.publish()],
      ['unpublish', () => alice.unpublish()],
      ['change', () => alice.change('audio', {})],
      ['signal', () => alice.signal({})],
      ['mute', () => alice.mute()],
      ['caption', () => alice.caption('x')],
      ['leave', () => alice.leave()],
      ['vanish', () => alice.vanish()],
    ]
    for (const [verb, act] of verbs) expect(act, verb).toThrow(`alice cannot ${verb}: they have left the session`)
  })

  test('is told why the service refuses, and what would help', () => {
    const { room: made } = room()
    const alice = made.join({ name: 'alice', role: 'subscriber' })
    expect(() => alice.publish()).toThrow(/alice cannot publish: .*403 \(notPermitted\).*join\({ role: 'moderator' }\)/)
  })

  test('cannot take the id of a stream or a connection that is there', () => {
    const { room: made } = room()
    const alice = made.join({ id: 'alice' })
    alice.publish({ id: 's' })
    const bob = made.join()
    expect(() => bob.publish({ id: 's' })).toThrow(RangeError)
    expect(() => made.join({ id: 'alice' })).toThrow(RangeError)
    expect(made.streams).toMatchObject([{ id: 's', connectionId: 'alice' }])
  })

  test('does not act on a stream of somebody else', () => {
    const { room: made } = room()
    const alice = made.join({ name: 'alice' })
    const bob = made.join({ name: 'bob' })
    const id = bob.publish()
    expect(() => alice.unpublish(id)).toThrow(/alice does not publish a stream .* Their streams: none/)
  })
})

describe('a room', () => {
  test('knows who is in it, the client too, and what they publish', () => {
    const { room: made, clientId } = room()
    made.join({ id: 'alice' }).publish({ id: 's' })
    expect(made.connections.map(({ id }) => id)).toEqual([clientId, 'alice'])
    expect(made.streams.map(({ id }) => id)).toEqual(['s'])
  })

  test('records, pauses and stops, and knows its recordings', () => {
    const { room: made, client, backend } = room()
    const id = made.startArchive('first')
    made.setArchiveStatus(id, 'paused')
    made.stopArchive(id)
    expect(client.news()).toEqual(['archive.created', 'archive.updated', 'archive.updated'])
    expect(backend.session('s1')?.archives.get(id)).toEqual({ id, name: 'first', status: 'stopped' })
    expect(() => made.stopArchive('nope')).toThrow(/There is no archive "nope".*startArchive\(\)/)
  })

  test('lets a crowd in at once', () => {
    const { room: made } = room()
    const crowd = made.crowd({ people: 20 })
    expect([crowd.people.length, made.connections.length, made.streams.length]).toEqual([20, 21, 20])
  })
})
