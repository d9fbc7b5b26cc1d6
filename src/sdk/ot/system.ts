import type { Client } from '../base/client.ts'
import { errorOf } from '../base/fail.ts'
import { demandUnarmed } from '../base/gate.ts'
import type { SupportedCodecs } from '../surface/device.ts'

/**
 * `OT.checkSystemRequirements()`: 1, or 0 without WebRTC; a missing camera interface counts for nothing (recorded:
 * `OT.checkSystemRequirements/no-webrtc`, `OT.checkSystemRequirements/no-getUserMedia`).
 */
export const systemRequirements = (client: Client): 0 | 1 => (client.devices.support.webrtc ? 1 : 0)

const isCodec = (name: string): name is SupportedCodecs['videoEncoders'][number] =>
  ['VP8', 'VP9', 'H264'].includes(name)

// Where the browser has no list, the SDK makes a connection and reads its offer (recorded:
// `webrtc/OT.getSupportedCodecs/without-capabilities-*`).
function tryConnection(client: Client): void {
  if (client.media.troubleInTest('create') !== null) {
    throw errorOf(client, 'OT.getSupportedCodecs/create-peer-connection-failed')
  }
  if (client.media.troubleInTest('createOffer') === null) return
  throw errorOf(client, 'OT.getSupportedCodecs/media-engine-unavailable')
}

/** `OT.getSupportedCodecs()`: the codecs that the SDK can use, in the browser's order. */
export function supportedCodecs(client: Client): SupportedCodecs {
  demandUnarmed(client, 'OT.getSupportedCodecs', {}, 'media:codecs')
  if (!client.media.codecsCanBeListed) tryConnection(client)
  const known = client.devices.codecs.filter(isCodec)
  return { videoEncoders: known, videoDecoders: [...known] }
}

/** Whether media can be processed: what the browser must have for it is what it must have for encryption. */
export const canProcessMedia = (client: Client): boolean => client.devices.support.encodedStreams

/** `OT.hasEndToEndEncryptionSupport()`. */
export const canEncrypt = (client: Client): boolean => client.devices.support.encodedStreams
