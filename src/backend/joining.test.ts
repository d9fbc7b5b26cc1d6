import { describe, expect, test } from 'vitest'
import { hello, member, sessionOf, stream } from '../../test/worlds/service-world.ts'
import { permissionsOf } from '../contract/roles.ts'
import { createRandom } from '../kernel/random.ts'
import { newMember, welcome } from './joining.ts'
import { CredentialIssuer } from './tokens/credentials.ts'
import { readToken } from './tokens/token.ts'

const clock = { now: () => 7000 }
const made = { id: 'c1', created: clock.now() }

describe('who is let in', () => {
  test('may do what their role allows, and carries the data of their token', () => {
    const { token } = new CredentialIssuer({ clock, random: createRandom(1), secret: undefined }).issue()
    const verdict = { ok: true, role: 'subscriber', data: 'x', contents: readToken(token) } as const
    expect(newMember(hello('client-1'), verdict, { policy: 'any', assumedPermissions: [] }, made)).toEqual({
      connection: { id: 'c1', data: 'x', created: 7000 },
      role: 'subscriber',
      permissions: permissionsOf.subscriber,
      clientId: 'client-1',
    })
  })

  test('may do what is assumed, where their token cannot be read', () => {
    const verdict = { ok: true, role: 'moderator', data: '', contents: null } as const
    const permissionsWith = (rules: object): readonly string[] =>
      newMember(hello('client-1'), verdict, { policy: 'any', ...rules }, made).permissions
    expect(permissionsWith({ assumedPermissions: ['subscribe'] })).toEqual(['subscribe'])
    expect(permissionsWith({})).toEqual(permissionsOf.moderator)
  })
})

describe('the welcome', () => {
  const [alice, bob] = [member('alice'), member('bob', 'moderator')]

  test('names everybody else, every stream and every recording', () => {
    const session = sessionOf([alice, bob], [stream('b1', { connectionId: 'bob' })])
    session.pending.set('waiting', stream('waiting', { connectionId: 'bob' }))
    session.archives.set('a1', { id: 'a1', name: '', status: 'started' })
    session.archives.set('a0', { id: 'a0', name: '', status: 'stopped' })
    expect(welcome(session, alice)).toEqual({
      connection: alice.connection,
      permissions: alice.permissions,
      connections: [bob.connection],
      streams: [stream('b1', { connectionId: 'bob' })],
      archives: [{ id: 'a1', name: '', status: 'started' }],
      muted: false,
    })
  })

  test('says that somebody is muted, by the moderator or by the rules', () => {
    const session = sessionOf([bob])
    session.muted = true
    expect(welcome(session, alice).muted).toBe(true)
    expect(welcome(sessionOf([bob], [], { muteOnEntry: true }), alice).muted).toBe(true)
  })
})
