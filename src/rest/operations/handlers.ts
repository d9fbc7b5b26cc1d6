import type { RestOperation } from '../../contract/rest/operations.ts'
import type { Handle } from '../call.ts'
import {
  deleteArchive,
  getArchive,
  listArchives,
  selectArchiveStreams,
  setArchiveLayout,
  startArchive,
  stopArchive,
} from './archives.ts'
import {
  getBroadcast,
  listBroadcasts,
  selectBroadcastStreams,
  setBroadcastLayout,
  startBroadcast,
  stopBroadcast,
} from './broadcasts.ts'
import { listCallbacks, registerCallback, unregisterCallback } from './callbacks.ts'
import { connectAudio, dial, playDtmf, playDtmfToConnection, stopConnector } from './calls.ts'
import { getCaptions, startCaptions, stopCaptions } from './captions.ts'
import { forceDisconnect, muteSession, muteStream } from './moderation.ts'
import { getRender, listRenders, startRender, stopRender } from './renders.ts'
import { createSession, listConnections, migrateSession } from './sessions.ts'
import { signalConnection, signalSession } from './signals.ts'
import { getStream, listStreams, setStreamLayouts } from './streams.ts'

/** The function that carries each request out. */
export const handlers: { readonly [Op in RestOperation]: Handle<Op> } = {
  createSession,
  signalSession,
  signalConnection,
  forceDisconnect,
  getStream,
  listStreams,
  setStreamLayouts,
  muteStream,
  muteSession,
  listConnections,
  migrateSession,
  listArchives,
  startArchive,
  getArchive,
  deleteArchive,
  selectArchiveStreams,
  stopArchive,
  setArchiveLayout,
  dial,
  playDtmf,
  playDtmfToConnection,
  listBroadcasts,
  startBroadcast,
  getBroadcast,
  stopBroadcast,
  setBroadcastLayout,
  selectBroadcastStreams,
  startCaptions,
  stopCaptions,
  connectAudio,
  startRender,
  listRenders,
  getRender,
  stopRender,
  getCaptions,
  stopConnector,
  registerCallback,
  listCallbacks,
  unregisterCallback,
}
