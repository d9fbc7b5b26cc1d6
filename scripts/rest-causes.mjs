// What brings each failure of HTTP about, in the words of scenarios. `steps`: the last one is refused.

const sessionId = { $given: 'sessionId' }
const token = { $given: 'token' }
const nothingLike = '11111111-2222-4333-8444-555555555555'
const alice = [{ name: 'alice', publishes: [{ name: 'camera of alice' }] }]
const moderator = { role: 'moderator' }
const relayed = { token: moderator, session: { relayed: true }, room: alice }
const empty = { token: moderator }
const silent = { token: moderator, room: [{ name: 'alice' }] }

const ask = (request, more = {}) => ({ request, ...more })
const body = (request, value) => ({ steps: [ask(request, { body: value })] })
const path = (request, value) => ({ steps: [ask(request, { path: value })] })
const withoutToken = (request) => ({ steps: [ask(request, { token: 'none' })] })
const badSession = (request) => path(request, { session: 'session' })
const unknown = (request, name) => path(request, { [name]: nothingLike })
const unreadable = (request, name) => path(request, { [name]: 'not-an-id' })
const start = (request, value) => ask(request, value === undefined ? {} : { body: { sessionId, ...value } })
const then = (...steps) => ({ steps })
const page = (value) => body('startRender', { sessionId, token, url: 'https://example.com/', ...value })
const hls = { outputs: { hls: {} } }

const sessions = {
  createSession: { 'invalid-request': body('createSession', { archiveMode: 'sometimes' }) },
  signalSession: {
    'invalid-request': body('signalSession', { type: 'chat', data: 5 }),
    'connection-not-found': { given: empty },
    'too-large': body('signalSession', { data: { $repeat: ['x', 8193] } }),
  },
  signalConnection: {
    'invalid-request': body('signalConnection', { type: 'two words', data: 'hi' }),
    'connection-not-found': unknown('signalConnection', 'connection'),
    'too-large': body('signalConnection', { type: { $repeat: ['x', 129] }, data: 'hi' }),
  },
  forceDisconnect: {
    'invalid-request': path('forceDisconnect', { connection: 'not an id' }),
    'connection-not-found': unknown('forceDisconnect', 'connection'),
  },
  getStream: {
    'invalid-request': badSession('getStream'),
    'session-without-streams': { given: silent, ...unknown('getStream', 'stream') },
    'invalid-stream-id': unknown('getStream', 'stream'),
  },
  listStreams: { 'invalid-request': badSession('listStreams'), 'session-without-streams': { given: silent } },
  setStreamLayouts: {
    'invalid-request': body('setStreamLayouts', { items: [{ id: nothingLike, layoutClassList: ['focus'] }] }),
  },
  muteStream: {
    'invalid-request': badSession('muteStream'),
    'stream-not-found': unknown('muteStream', 'stream'),
  },
  muteSession: {
    'invalid-request': body('muteSession', { active: 'yes' }),
    'session-not-found': { given: empty },
  },
  listConnections: {
    'invalid-request': badSession('listConnections'),
    'session-not-found': { given: { credentials: 'any' }, ...path('listConnections', { session: 'nobody-made-this' }) },
  },
  migrateSession: {
    'token-not-authorized': then(ask('migrateSession', { token: 'stranger' })),
    'invalid-request': badSession('migrateSession'),
    'nobody-connected': { given: empty },
    'already-migrating': then(ask('migrateSession'), ask('migrateSession')),
    'too-soon': then(ask('migrateSession'), { wait: '30s' }, ask('migrateSession')),
  },
}

const archives = {
  startArchive: {
    'invalid-request': body('startArchive', { sessionId, resolution: '1x1' }),
    'session-not-found': { given: empty },
    'relayed-session': { given: relayed },
    'already-recording': then(ask('startArchive'), ask('startArchive')),
    'tag-not-unique': then(
      start('startArchive', { multiArchiveTag: 'a' }),
      start('startArchive', { multiArchiveTag: 'a' }),
    ),
  },
  getArchive: {
    'invalid-request': unreadable('getArchive', 'archive'),
    'archive-not-found': unknown('getArchive', 'archive'),
  },
  deleteArchive: {
    'archive-not-found': unknown('deleteArchive', 'archive'),
    'not-finished': then(ask('startArchive'), ask('deleteArchive')),
  },
  selectArchiveStreams: {
    // Its streamMode is not "manual".
    'invalid-request': then(ask('startArchive'), ask('selectArchiveStreams')),
    'archive-not-found': unknown('selectArchiveStreams', 'archive'),
  },
  stopArchive: {
    'invalid-request': unreadable('stopArchive', 'archive'),
    'archive-not-found': unknown('stopArchive', 'archive'),
    'not-recording': then(ask('startArchive'), ask('stopArchive'), ask('stopArchive')),
  },
  setArchiveLayout: {
    'invalid-request': then(ask('startArchive'), ask('setArchiveLayout', { body: { type: 'heap' } })),
    'archive-not-found': unknown('setArchiveLayout', 'archive'),
  },
}

const broadcasts = {
  startBroadcast: {
    'invalid-request': body('startBroadcast', { sessionId, outputs: {} }),
    'already-started': then(ask('startBroadcast'), ask('startBroadcast')),
    'tag-not-unique': then(
      start('startBroadcast', { ...hls, multiBroadcastTag: 'a' }),
      start('startBroadcast', { ...hls, multiBroadcastTag: 'a' }),
    ),
  },
  getBroadcast: { 'broadcast-not-found': unknown('getBroadcast', 'broadcast') },
  stopBroadcast: {
    'invalid-request': unreadable('stopBroadcast', 'broadcast'),
    'broadcast-not-found': unknown('stopBroadcast', 'broadcast'),
  },
  setBroadcastLayout: {
    'invalid-request': then(ask('startBroadcast'), ask('setBroadcastLayout', { body: { type: 'custom' } })),
    'broadcast-not-found': unknown('setBroadcastLayout', 'broadcast'),
  },
  selectBroadcastStreams: {
    'invalid-request': then(ask('startBroadcast'), ask('selectBroadcastStreams')),
    'broadcast-not-found': unknown('selectBroadcastStreams', 'broadcast'),
  },
}

const calls = {
  dial: {
    'invalid-request': body('dial', { sessionId, token, sip: { uri: 'tel:1' } }),
    'session-not-found': { given: empty },
    'relayed-session': { given: relayed },
  },
  playDtmf: {
    'invalid-request': body('playDtmf', { digits: 'abc' }),
    'session-not-found': { given: empty },
  },
  playDtmfToConnection: {
    'invalid-request': body('playDtmfToConnection', {}),
    'connection-not-found': unknown('playDtmfToConnection', 'connection'),
  },
  connectAudio: {
    'invalid-request': body('connectAudio', { sessionId, token, websocket: { uri: 'https://example.com/' } }),
    'relayed-session': { given: relayed },
  },
  stopConnector: { 'connector-not-found': unknown('stopConnector', 'connector') },
  startCaptions: {
    'invalid-request': body('startCaptions', { sessionId, token, languageCode: 'English' }),
    'already-started': then(ask('startCaptions'), ask('startCaptions')),
  },
  getCaptions: { 'captions-not-found': unknown('getCaptions', 'captions') },
  stopCaptions: { 'captions-not-found': unknown('stopCaptions', 'captions') },
  registerCallback: {
    'invalid-request': body('registerCallback', {
      group: 'weather',
      event: 'created',
      url: 'https://example.com/hook',
    }),
  },
  unregisterCallback: { 'callback-not-found': unknown('unregisterCallback', 'callback') },
}

const renders = {
  startRender: {
    'malformed-url': page({ url: 'example' }),
    'unreachable-url': page({ url: 'https://nowhere.invalid/' }),
    'invalid-max-duration': page({ maxDuration: 1 }),
    'invalid-resolution': page({ resolution: '1x1' }),
    'invalid-name': page({ properties: { name: '' } }),
    'invalid-session-id': page({ sessionId: 'session' }),
    'malformed-token': page({ token: 'token' }),
    'malformed-authentication': withoutToken('startRender'),
    'failed-authentication': then(ask('startRender', { token: 'expired' })),
    'not-authorized': { given: { token: { role: 'subscriber' }, room: alice } },
    'token-of-another-session': page({ token: { $given: 'token', of: 'another' } }),
    'token-expired': { given: { token: { expiresIn: '-1h' }, room: alice } },
    'too-many-renders': {
      given: { token: moderator, room: alice, rest: { renders: 1 } },
      ...then(ask('startRender'), ask('startRender')),
    },
  },
  getRender: {
    'invalid-request': unreadable('getRender', 'render'),
    'render-not-found': unknown('getRender', 'render'),
  },
  stopRender: {
    'invalid-request': unreadable('stopRender', 'render'),
    'render-not-found': unknown('stopRender', 'render'),
  },
}

const all = { ...sessions, ...archives, ...broadcasts, ...calls, ...renders }

const requests = [...Object.keys(all), ...['listArchives', 'listBroadcasts', 'listRenders', 'listCallbacks']]

/** By request and slug; a request without a token is refused everywhere. */
export const causes = Object.fromEntries(
  requests.map((request) => [request, { 'not-authorized': withoutToken(request), ...all[request] }]),
)
