import { expect } from 'vitest'
import { badSession, type Causes, emptied, noToken, noTokenFor, stranger, uuid } from './cause.ts'
import { bearer, called } from './service-caller.ts'

/** What leads to each answer of the requests about sessions and people. */
export const sessionCauses = {
  createSession: {
    '200': {
      asking: { body: { archiveMode: 'manual', 'p2p.preference': 'disabled', location: 'null' } },
      after: async (call, { json: [made] }) => {
        expect(made).toMatchObject({ application_id: call.key, create_dt: expect.any(String), media_server_url: '' })
        expect(call.simulator.room(made.session_id).join().isPresent).toBe(true)
      },
    },
    'not-authorized': noTokenFor({}),
    'invalid-request': { asking: { body: { archiveMode: 'sometimes' } } },
  },
  signalSession: {
    '204': {
      asking: { body: { type: 'chat', data: 'hi' } },
      after: (call) => expect(call.heard).toMatchObject([{ type: 'signal', data: 'hi', from: null }]),
    },
    'not-authorized': noTokenFor({ data: 'hi' }),
    'invalid-request': { asking: { body: { type: 'chat', data: 5 } } },
    'connection-not-found': { before: emptied, asking: { body: { data: 'hi' } } },
    'too-large': { asking: { body: { data: 'x'.repeat(8193) } }, after: (call) => expect(call.heard).toEqual([]) },
  },
  signalConnection: {
    '204': {
      asking: ({ connectionId }) => ({ params: { connection: connectionId }, body: { type: 'chat', data: 'for me' } }),
      after: (call) => expect(call.heard).toMatchObject([{ type: 'signal', data: 'for me' }]),
    },
    'not-authorized': noTokenFor({ data: 'hi' }),
    'invalid-request': { asking: { body: { type: 'two words', data: 'hi' } } },
    'connection-not-found': { asking: { params: { connection: uuid() }, body: { data: 'hi' } } },
    'too-large': { asking: { body: { type: 'x'.repeat(129), data: 'hi' } } },
  },
  forceDisconnect: {
    '204': {
      asking: ({ connectionId }) => ({ params: { connection: connectionId } }),
      after: (call) => expect(call.heard).toMatchObject([{ type: 'sessionDisconnected', reason: 'forceDisconnected' }]),
    },
    'not-authorized': noToken,
    'invalid-request': { asking: { params: { connection: 'not an id' } } },
    'connection-not-found': {
      asking: { params: { connection: uuid() } },
      after: (call) => expect(call.simulator.room().connections).toHaveLength(2),
    },
  },
  getStream: {
    '200': {
      after: (call, { json }) =>
        expect(json).toEqual({ id: call.streamId, videoType: 'camera', name: 'alice', layoutClassList: [] }),
    },
    'not-authorized': noToken,
    'invalid-request': badSession,
    'session-without-streams': { before: ({ alice }) => alice.unpublish() },
    'invalid-stream-id': { asking: { params: { stream: uuid() } } },
  },
  listStreams: {
    '200': { after: (_, { json }) => expect(json).toMatchObject({ count: 1, items: [{ name: 'alice' }] }) },
    'not-authorized': noToken,
    'invalid-request': badSession,
    'session-without-streams': { before: ({ alice }) => alice.unpublish() },
  },
  setStreamLayouts: {
    '200': {
      asking: ({ streamId }) => ({ body: { items: [{ id: streamId, layoutClassList: ['focus'] }] } }),
      after: async (call) => expect((await call.ask('getStream')).json.layoutClassList).toEqual(['focus']),
    },
    'not-authorized': noTokenFor({ items: [] }),
    'invalid-request': {
      asking: { body: { items: [{ id: stranger, layoutClassList: ['focus'] }] } },
      after: async (call) => expect((await call.ask('getStream')).json.layoutClassList).toEqual([]),
    },
  },
  muteStream: {
    '200': { after: (call, { json }) => expect(json).toMatchObject({ applicationId: call.key, status: 'ACTIVE' }) },
    'not-authorized': noToken,
    'invalid-request': badSession,
    'stream-not-found': { asking: { params: { stream: uuid() } } },
  },
  muteSession: {
    '200': {
      asking: { body: { active: true, excludedStreamIds: [] } },
      after: (call, { json }) => {
        expect(json).toMatchObject({ applicationId: call.key, status: 'ACTIVE', environment: 'standard', name: '' })
        expect(call.heard).toMatchObject([{ type: 'muteForced', active: true }])
      },
    },
    'not-authorized': noTokenFor({ active: true }),
    'invalid-request': { asking: { body: { active: 'yes' } }, after: (call) => expect(call.heard).toEqual([]) },
    'session-not-found': { before: emptied, asking: { body: { active: true } } },
  },
  listConnections: {
    '200': {
      after: (call, { json }) =>
        expect(json).toMatchObject({
          count: 2,
          sessionId: call.sessionId,
          items: [{ connectionState: 'Connected' }, {}],
        }),
    },
    'not-authorized': noToken,
    'invalid-request': badSession,
    'session-not-found': {
      asking: async (call) => {
        const elsewhere = await called({}, { seed: 2 })
        const { json } = await elsewhere.ask('createSession', {
          body: {},
          headers: { authorization: `Bearer ${bearer({ application_id: call.key })}` },
        })
        return { params: { session: json[0].session_id } }
      },
    },
  },
  migrateSession: {
    '202': {
      after: async (call, { json }) => {
        expect(json).toEqual({ message: expect.any(String) })
        await call.simulator.clock.advance('30s')
        const kinds = call.simulator.journal.find({ what: 'sessionInfo', kind: 'request' })
        expect(kinds.length).toBeGreaterThan(1)
      },
    },
    'not-authorized': noToken,
    'token-not-authorized': {
      asking: { headers: { authorization: `Bearer ${bearer({ application_id: stranger })}` } },
    },
    'invalid-request': badSession,
    'nobody-connected': { before: emptied },
    'already-migrating': { before: (call) => call.ask('migrateSession') },
    'too-soon': {
      before: async (call) => {
        await call.ask('migrateSession')
        await call.simulator.clock.advance('30s')
      },
    },
  },
} satisfies Partial<Causes>
