/** The requests that the steps of a play make as the application's server. */

import type { RestOperation } from '../../contract/rest/operations.ts'
import type { Json } from '../values.ts'

const sessionId: Json = { $given: 'sessionId' }
const token: Json = { $given: 'token' }
const anyStream: Json = { $streamId: true }

/** The bodies of ordinary requests; left out: none. */
const usual: Readonly<Partial<Record<RestOperation, Json>>> = {
  createSession: { archiveMode: 'manual', 'p2p.preference': 'disabled' },
  signalSession: { type: 'chat', data: 'hello' },
  signalConnection: { type: 'chat', data: 'hello' },
  setStreamLayouts: { items: [{ id: anyStream, layoutClassList: ['focus'] }] },
  muteSession: { active: true, excludedStreamIds: [] },
  startArchive: { sessionId },
  selectArchiveStreams: { addStream: anyStream },
  setArchiveLayout: { type: 'bestFit' },
  dial: { sessionId, token, sip: { uri: 'sip:user@example.com' } },
  playDtmf: { digits: '1' },
  playDtmfToConnection: { digits: '1' },
  startBroadcast: { sessionId, outputs: { hls: {} } },
  setBroadcastLayout: { type: 'bestFit' },
  selectBroadcastStreams: { addStream: anyStream },
  startCaptions: { sessionId, token, languageCode: 'en-US' },
  connectAudio: { sessionId, token, websocket: { uri: 'wss://example.com/audio' } },
  startRender: { sessionId, token, url: 'https://example.com/' },
  registerCallback: { group: 'connection', event: 'created', url: 'https://example.com/hook' },
}

/** The body of a request that names none. */
export const usualBody = (request: RestOperation): Json | undefined => usual[request]
