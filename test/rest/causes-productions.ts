import { expect } from 'vitest'
import {
  adding,
  archived,
  archiveShape,
  broadcast,
  type Causes,
  captioned,
  emptied,
  heardTypes,
  hls,
  inSession,
  noToken,
  noTokenFor,
  ofArchive,
  ofBroadcast,
  rendered,
  uuid,
  withToken,
} from './cause.ts'
import { bearer } from './service-caller.ts'

/** What leads to each answer of the requests about what is made of a session. */
export const productionCauses = {
  listArchives: {
    '200': {
      before: archived(),
      after: (_, { json }) => expect(json).toMatchObject({ count: 1, items: [archiveShape] }),
    },
    'not-authorized': noToken,
  },
  startArchive: {
    '200': {
      asking: inSession({ name: 'Monday' }),
      after: (call, { json }) => {
        expect(json).toMatchObject({ ...archiveShape, status: 'started', name: 'Monday' })
        expect(call.heard).toMatchObject([{ type: 'archiveStarted', id: json.id, name: 'Monday' }])
      },
    },
    'not-authorized': { asking: (call) => ({ ...inSession()(call), headers: { authorization: '' } }) },
    'invalid-request': { asking: inSession({ resolution: '1x1' }), after: (call) => expect(call.heard).toEqual([]) },
    'session-not-found': { before: emptied, asking: inSession() },
    'relayed-session': { before: ({ simulator }) => simulator.room().setRules({ relayed: true }), asking: inSession() },
    'already-recording': {
      before: archived(),
      asking: inSession(),
      after: (call) => expect(heardTypes(call)).toEqual(['archiveStarted']),
    },
    'tag-not-unique': { before: archived({ multiArchiveTag: 'a' }), asking: inSession({ multiArchiveTag: 'a' }) },
  },
  getArchive: {
    '200': { asking: ofArchive(), after: (_, { json }) => expect(json).toMatchObject({ ...archiveShape, url: null }) },
    'not-authorized': noToken,
    'invalid-request': { asking: { params: { archive: 'arch1' } } },
    'archive-not-found': { asking: { params: { archive: uuid() } } },
  },
  deleteArchive: {
    '204': {
      asking: async (call) => {
        const id = await archived()(call)
        await call.ask('stopArchive', { params: { archive: id } })
        await call.simulator.settled()
        return { params: { archive: id } }
      },
      after: async (call) => expect((await call.ask('listArchives')).json.count).toBe(0),
    },
    'not-authorized': noToken,
    'archive-not-found': { asking: { params: { archive: uuid() } } },
    'not-finished': {
      asking: ofArchive(),
      after: async (call) => expect((await call.ask('listArchives')).json.count).toBe(1),
    },
  },
  selectArchiveStreams: {
    '204': {
      asking: async (call) => ofArchive(adding(call), { streamMode: 'manual' })(call),
      after: async (call) =>
        expect((await call.ask('listArchives')).json.items[0].streams).toEqual([
          { streamId: call.streamId, hasAudio: true, hasVideo: true },
        ]),
    },
    'not-authorized': noTokenFor({}),
    'invalid-request': { asking: async (call) => ofArchive(adding(call))(call) },
    'archive-not-found': { asking: { params: { archive: uuid() }, body: { addStream: uuid() } } },
  },
  stopArchive: {
    '200': {
      asking: ofArchive(),
      after: (call, { json }) => {
        expect(json).toMatchObject({ ...archiveShape, status: 'stopped' })
        expect(heardTypes(call)).toEqual(['archiveStarted', 'archiveStopped'])
      },
    },
    'not-authorized': noToken,
    'invalid-request': { asking: { params: { archive: 'arch1' } } },
    'archive-not-found': { asking: { params: { archive: uuid() } } },
    'not-recording': {
      asking: async (call) => {
        const asking = await ofArchive()(call)
        await call.ask('stopArchive', asking)
        return asking
      },
    },
  },
  setArchiveLayout: {
    '200': { asking: ofArchive({ type: 'pip' }) },
    'not-authorized': noTokenFor({ type: 'pip' }),
    'invalid-request': { asking: ofArchive({ type: 'heap' }) },
    'archive-not-found': { asking: { params: { archive: uuid() }, body: { type: 'pip' } } },
  },
  dial: {
    '200': {
      asking: withToken({ sip: { uri: 'sip:user@example.com', from: 'Bob' } }),
      after: (call, { json }) => {
        expect(json).toMatchObject({
          id: expect.any(String),
          connectionId: expect.any(String),
          streamId: expect.any(String),
        })
        expect(heardTypes(call)).toEqual(['connectionCreated', 'streamCreated'])
      },
    },
    'not-authorized': { asking: inSession({ token: 'none', sip: { uri: 'sip:user@example.com' } }) },
    'invalid-request': {
      asking: withToken({ sip: { uri: 'tel:1' } }),
      after: (call) => expect(call.heard).toEqual([]),
    },
    'session-not-found': { before: emptied, asking: withToken({ sip: { uri: 'sip:user@example.com' } }) },
    'relayed-session': {
      before: ({ simulator }) => simulator.room().setRules({ relayed: true }),
      asking: withToken({ sip: { uri: 'sip:user@example.com' } }),
    },
  },
  playDtmf: {
    '200': {
      asking: { body: { digits: '12#p' } },
      after: (call) => expect(call.simulator.journal.find({ what: 'rest.dtmf' })).toHaveLength(1),
    },
    'not-authorized': noTokenFor({ digits: '1' }),
    'invalid-request': { asking: { body: { digits: 'abc' } } },
    'session-not-found': { before: emptied, asking: { body: { digits: '1' } } },
  },
  playDtmfToConnection: {
    '200': { asking: { body: { digits: '1' } } },
    'not-authorized': noTokenFor({ digits: '1' }),
    'invalid-request': { asking: { body: {} } },
    'connection-not-found': { asking: { params: { connection: uuid() }, body: { digits: '1' } } },
  },
  listBroadcasts: {
    '200': {
      before: broadcast(),
      after: (_, { json }) => expect(json).toMatchObject({ count: 1, items: [{ status: 'started' }] }),
    },
    'not-authorized': noToken,
  },
  startBroadcast: {
    '200': {
      asking: inSession(hls),
      after: (_, { json }) =>
        expect(json).toMatchObject({ status: 'started', broadcastUrls: { hls: expect.stringContaining('.m3u8') } }),
    },
    'not-authorized': { asking: (call) => ({ ...inSession(hls)(call), headers: { authorization: '' } }) },
    'invalid-request': {
      asking: inSession({
        outputs: { rtmp: Array.from({ length: 6 }, () => ({ serverUrl: 'rtmp://a.b', streamName: 'a' })) },
      }),
    },
    'already-started': { before: broadcast(), asking: inSession(hls) },
    'tag-not-unique': {
      before: broadcast({ multiBroadcastTag: 'a' }),
      asking: inSession({ ...hls, multiBroadcastTag: 'a' }),
    },
  },
  getBroadcast: {
    '200': { asking: ofBroadcast(), after: (_, { json }) => expect(json.status).toBe('started') },
    'not-authorized': noToken,
    'broadcast-not-found': { asking: { params: { broadcast: uuid() } } },
  },
  stopBroadcast: {
    '200': {
      asking: ofBroadcast(),
      after: async (call, { json }) => {
        expect(json.status).toBe('stopped')
        expect((await call.ask('listBroadcasts')).json.count).toBe(0)
      },
    },
    'not-authorized': noToken,
    'invalid-request': { asking: { params: { broadcast: 'b1' } } },
    'broadcast-not-found': { asking: { params: { broadcast: uuid() } } },
  },
  setBroadcastLayout: {
    '200': { asking: ofBroadcast({ type: 'custom', stylesheet: 'stream {}' }) },
    'not-authorized': noTokenFor({ type: 'pip' }),
    'invalid-request': { asking: ofBroadcast({ type: 'custom' }) },
    'broadcast-not-found': { asking: { params: { broadcast: uuid() }, body: { type: 'pip' } } },
  },
  selectBroadcastStreams: {
    '204': { asking: async (call) => ofBroadcast(adding(call), { streamMode: 'manual' })(call) },
    'not-authorized': noTokenFor({}),
    'invalid-request': { asking: async (call) => ofBroadcast(adding(call))(call) },
    'broadcast-not-found': { asking: { params: { broadcast: uuid() }, body: { addStream: uuid() } } },
  },
  startCaptions: {
    '202': {
      asking: withToken({ languageCode: 'en-US' }),
      after: async (call, { json }) =>
        expect((await call.ask('getCaptions', { params: { captions: json.captionsId } })).json.status).toBe('started'),
    },
    'not-authorized': {
      asking: ({ simulator, sessionId }) => ({
        body: { sessionId, token: simulator.credentials({ role: 'publisher' }).token },
      }),
    },
    'invalid-request': { asking: withToken({ languageCode: 'English' }) },
    'already-started': { before: captioned, asking: withToken() },
  },
  stopCaptions: {
    '202': { asking: async (call) => ({ params: { captions: await captioned(call) } }) },
    'not-authorized': noToken,
    'captions-not-found': { asking: { params: { captions: uuid() } } },
  },
  connectAudio: {
    '200': {
      asking: withToken({ websocket: { uri: 'wss://example.com/a', audioRate: 16_000, bidirectional: true } }),
      after: (call, { json }) => {
        expect(json).toMatchObject({ id: expect.any(String), connectionId: expect.any(String) })
        expect(heardTypes(call)).toEqual(['connectionCreated', 'streamCreated'])
      },
    },
    'not-authorized': noTokenFor({}),
    'invalid-request': { asking: withToken({ websocket: { uri: 'https://example.com' } }) },
    'relayed-session': {
      before: ({ simulator }) => simulator.room().setRules({ relayed: true }),
      asking: withToken({ websocket: { uri: 'wss://example.com/a' } }),
    },
  },
  startRender: {
    '202': {
      asking: withToken({ url: 'https://example.com/', properties: { name: 'Board' } }),
      after: (call, { json }) => {
        expect(json).toMatchObject({ status: 'starting', name: 'Board', applicationId: call.key })
        expect(heardTypes(call)).toEqual(['connectionCreated', 'streamCreated'])
      },
    },
    'malformed-url': { asking: withToken({ url: 'example' }) },
    'unreachable-url': { asking: withToken({ url: 'https://nowhere.invalid/' }) },
    'invalid-max-duration': { asking: withToken({ url: 'https://example.com/', maxDuration: 1 }) },
    'invalid-resolution': { asking: withToken({ url: 'https://example.com/', resolution: '1x1' }) },
    'invalid-name': { asking: withToken({ url: 'https://example.com/', properties: { name: '' } }) },
    'invalid-session-id': { asking: { body: { url: 'https://example.com/', sessionId: 'session' } } },
    'malformed-token': { asking: inSession({ url: 'https://example.com/', token: 'token' }) },
    'not-authorized': {
      asking: ({ simulator, sessionId }) => ({
        body: { url: 'https://example.com/', sessionId, token: simulator.credentials({ role: 'subscriber' }).token },
      }),
    },
    'malformed-authentication': noTokenFor({}),
    'failed-authentication': {
      asking: ({ key }) => ({
        body: {},
        headers: { authorization: `Bearer ${bearer({ application_id: key, exp: 1 })}` },
      }),
    },
    'token-of-another-session': {
      asking: ({ simulator, sessionId }) => ({
        body: { url: 'https://example.com/', sessionId, token: simulator.credentials({ session: 'other' }).token },
      }),
    },
    'token-expired': {
      asking: ({ simulator, sessionId }) => ({
        body: { url: 'https://example.com/', sessionId, token: simulator.credentials({ expiresIn: '-1h' }).token },
      }),
    },
    'too-many-renders': {
      options: { limits: { renders: 1 } },
      before: rendered,
      asking: withToken({ url: 'https://example.com/' }),
    },
  },
  listRenders: {
    '200': { before: rendered, after: (_, { json }) => expect(json).toMatchObject({ count: 1, items: [{}] }) },
    'not-authorized': noToken,
  },
  getRender: {
    '200': {
      asking: async (call) => ({ params: { render: await rendered(call) } }),
      after: (call, { json }) => expect(json).toMatchObject({ sessionId: call.sessionId, url: 'https://example.com/' }),
    },
    'not-authorized': noToken,
    'invalid-request': { asking: { params: { render: 'r1' } } },
    'render-not-found': { asking: { params: { render: uuid() } } },
  },
  stopRender: {
    '204': {
      asking: async (call) => {
        const render = await rendered(call)
        await call.simulator.settled()
        return { params: { render } }
      },
      after: (call) => expect(call.simulator.room().connections).toHaveLength(2),
    },
    'not-authorized': noToken,
    'invalid-request': { asking: { params: { render: 'r1' } } },
    'render-not-found': { asking: { params: { render: uuid() } } },
  },
  getCaptions: {
    '200': {
      asking: async (call) => ({ params: { captions: await captioned(call) } }),
      after: (_, { json }) => expect(json).toMatchObject({ status: 'started', languageCode: 'en-US' }),
    },
    'not-authorized': noToken,
    'captions-not-found': { asking: { params: { captions: uuid() } } },
  },
  stopConnector: {
    '200': {
      asking: async (call) => {
        const { json } = await call.ask('connectAudio', withToken({ websocket: { uri: 'wss://example.com/a' } })(call))
        return { params: { connector: json.id } }
      },
      after: (call) => expect(call.simulator.room().connections).toHaveLength(2),
    },
    'not-authorized': noToken,
    'connector-not-found': { asking: { params: { connector: uuid() } } },
  },
  registerCallback: {
    '200': {
      asking: { body: { group: 'connection', event: 'created', url: 'https://example.com/hook' } },
      after: async (call) => expect((await call.ask('listCallbacks')).json).toMatchObject([{ group: 'connection' }]),
    },
    'not-authorized': noTokenFor({}),
    'invalid-request': {
      asking: { body: { group: 'weather', event: 'created', url: 'https://example.com/hook' } },
      after: async (call) => expect((await call.ask('listCallbacks')).json).toEqual([]),
    },
  },
  listCallbacks: { '200': { after: (_, { json }) => expect(json).toEqual([]) }, 'not-authorized': noToken },
  unregisterCallback: {
    '204': {
      asking: async (call) => {
        const body = { group: 'archive', event: 'status', url: 'https://example.com/hook' }
        return { params: { callback: (await call.ask('registerCallback', { body })).json.id } }
      },
      after: async (call) => expect((await call.ask('listCallbacks')).json).toEqual([]),
    },
    'not-authorized': noToken,
    'callback-not-found': { asking: { params: { callback: uuid() } } },
  },
} satisfies Partial<Causes>
