/** A request that the service answers over HTTP. */
export interface RestOperationRow {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** The path; what stands in braces is filled in. `/projects/` and a slash at the end are taken too. */
  readonly path: string
  /** The statuses that the contract lists for it, the good one first (`fixtures/facts/rest-contract.json`). */
  readonly statuses: readonly number[]
  /** `contract`: the published contract has it. `server-sdk`: a server SDK sends it, and the contract is silent. */
  readonly source: 'contract' | 'server-sdk'
}

/** Every request of the published contract (Vonage Video API 0.3.2), and every further one that the server SDKs make. */
export const restOperations = {
  createSession: { method: 'POST', path: '/session/create', statuses: [200], source: 'contract' },
  signalSession: {
    method: 'POST',
    path: '/v2/project/{project}/session/{session}/signal',
    statuses: [204, 400, 403, 404, 413],
    source: 'contract',
  },
  signalConnection: {
    method: 'POST',
    path: '/v2/project/{project}/session/{session}/connection/{connection}/signal',
    statuses: [204, 400, 403, 404, 413],
    source: 'contract',
  },
  forceDisconnect: {
    method: 'DELETE',
    path: '/v2/project/{project}/session/{session}/connection/{connection}',
    statuses: [204, 400, 403, 404],
    source: 'contract',
  },
  getStream: {
    method: 'GET',
    path: '/v2/project/{project}/session/{session}/stream/{stream}',
    statuses: [200, 400, 403, 404, 408],
    source: 'contract',
  },
  listStreams: {
    method: 'GET',
    path: '/v2/project/{project}/session/{session}/stream',
    statuses: [200, 400, 403, 404, 408],
    source: 'contract',
  },
  setStreamLayouts: {
    method: 'PUT',
    path: '/v2/project/{project}/session/{session}/stream',
    statuses: [200, 400, 403],
    source: 'contract',
  },
  muteStream: {
    method: 'POST',
    path: '/v2/project/{project}/session/{session}/stream/{stream}/mute',
    statuses: [200, 400, 403, 404],
    source: 'contract',
  },
  muteSession: {
    method: 'POST',
    path: '/v2/project/{project}/session/{session}/mute',
    statuses: [200, 400, 403, 404],
    source: 'contract',
  },
  listConnections: {
    method: 'GET',
    path: '/v2/project/{project}/session/{session}/connection',
    statuses: [200, 400, 403, 404, 500],
    source: 'contract',
  },
  migrateSession: {
    method: 'POST',
    path: '/v2/project/{project}/session/{session}/migrate',
    statuses: [202, 400, 403, 404, 409, 500],
    source: 'contract',
  },
  listArchives: { method: 'GET', path: '/v2/project/{project}/archive', statuses: [200, 403], source: 'contract' },
  startArchive: {
    method: 'POST',
    path: '/v2/project/{project}/archive',
    statuses: [200, 400, 403, 404, 409],
    source: 'contract',
  },
  getArchive: {
    method: 'GET',
    path: '/v2/project/{project}/archive/{archive}',
    statuses: [200, 400, 403],
    source: 'contract',
  },
  deleteArchive: {
    method: 'DELETE',
    path: '/v2/project/{project}/archive/{archive}',
    statuses: [204, 403, 409],
    source: 'contract',
  },
  selectArchiveStreams: {
    method: 'PATCH',
    path: '/v2/project/{project}/archive/{archive}/streams',
    statuses: [204, 400, 403, 404],
    source: 'contract',
  },
  stopArchive: {
    method: 'POST',
    path: '/v2/project/{project}/archive/{archive}/stop',
    statuses: [200, 400, 403, 404, 409],
    source: 'contract',
  },
  setArchiveLayout: {
    method: 'PUT',
    path: '/v2/project/{project}/archive/{archive}/layout',
    statuses: [200, 400, 403],
    source: 'contract',
  },
  dial: {
    method: 'POST',
    path: '/v2/project/{project}/dial',
    statuses: [200, 400, 403, 404, 409, 500],
    source: 'contract',
  },
  playDtmf: {
    method: 'POST',
    path: '/v2/projects/{project}/session/{session}/play-dtmf',
    statuses: [200, 400, 403, 404],
    source: 'contract',
  },
  playDtmfToConnection: {
    method: 'POST',
    path: '/v2/projects/{project}/session/{session}/connection/{connection}/play-dtmf',
    statuses: [200, 400, 403, 404],
    source: 'contract',
  },
  listBroadcasts: { method: 'GET', path: '/v2/project/{project}/broadcast', statuses: [200, 403], source: 'contract' },
  startBroadcast: {
    method: 'POST',
    path: '/v2/project/{project}/broadcast',
    statuses: [200, 400, 403, 409],
    source: 'contract',
  },
  getBroadcast: {
    method: 'GET',
    path: '/v2/project/{project}/broadcast/{broadcast}',
    statuses: [200, 403],
    source: 'contract',
  },
  stopBroadcast: {
    method: 'POST',
    path: '/v2/project/{project}/broadcast/{broadcast}/stop',
    statuses: [200, 400, 403, 404],
    source: 'contract',
  },
  setBroadcastLayout: {
    method: 'PUT',
    path: '/v2/project/{project}/broadcast/{broadcast}/layout',
    statuses: [200, 400, 403, 404],
    source: 'contract',
  },
  selectBroadcastStreams: {
    method: 'PATCH',
    path: '/v2/project/{project}/broadcast/{broadcast}/streams',
    statuses: [204, 400, 403, 404],
    source: 'contract',
  },
  startCaptions: {
    method: 'POST',
    path: '/v2/project/{project}/captions',
    statuses: [202, 400, 403, 409, 500],
    source: 'contract',
  },
  stopCaptions: {
    method: 'POST',
    path: '/v2/project/{project}/captions/{captions}/stop',
    statuses: [202, 403, 404, 500],
    source: 'contract',
  },
  connectAudio: {
    method: 'POST',
    path: '/v2/project/{project}/connect',
    statuses: [200, 403, 409, 500],
    source: 'contract',
  },
  startRender: {
    method: 'POST',
    path: '/v2/project/{project}/render',
    statuses: [202, 400, 403, 429],
    source: 'contract',
  },
  listRenders: { method: 'GET', path: '/v2/project/{project}/render', statuses: [200, 403], source: 'contract' },
  getRender: {
    method: 'GET',
    path: '/v2/project/{project}/render/{render}',
    statuses: [200, 400, 403, 404],
    source: 'contract',
  },
  stopRender: {
    method: 'DELETE',
    path: '/v2/project/{project}/render/{render}',
    statuses: [204, 400, 403, 404],
    source: 'contract',
  },
  getCaptions: {
    method: 'GET',
    path: '/v2/project/{project}/captions/{captions}',
    statuses: [200],
    source: 'server-sdk',
  },
  stopConnector: {
    method: 'POST',
    path: '/v2/project/{project}/connect/{connector}/stop',
    statuses: [200],
    source: 'server-sdk',
  },
  registerCallback: { method: 'POST', path: '/v2/project/{project}/callback', statuses: [200], source: 'server-sdk' },
  listCallbacks: { method: 'GET', path: '/v2/project/{project}/callback', statuses: [200], source: 'server-sdk' },
  unregisterCallback: {
    method: 'DELETE',
    path: '/v2/project/{project}/callback/{callback}',
    statuses: [204],
    source: 'server-sdk',
  },
} as const

/** The name of a request. */
export type RestOperation = keyof typeof restOperations

/** The requests as rows: the table, for code that goes through all of it. */
export const restOperationRows: Readonly<Record<RestOperation, RestOperationRow>> = restOperations

/** Whether a text is the name of a request. */
export const isRestOperation = (text: string): text is RestOperation => Object.hasOwn(restOperations, text)

/** The origin of an id in the brace of a path where a request names none: the request that made it, and the field of its answer. */
export const madeBy: Readonly<Record<string, { readonly request: RestOperation; readonly field: string }>> = {
  archive: { request: 'startArchive', field: 'id' },
  broadcast: { request: 'startBroadcast', field: 'id' },
  render: { request: 'startRender', field: 'id' },
  captions: { request: 'startCaptions', field: 'captionsId' },
  connector: { request: 'connectAudio', field: 'id' },
  callback: { request: 'registerCallback', field: 'id' },
}
