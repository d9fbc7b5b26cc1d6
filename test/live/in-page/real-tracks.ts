import type { JsonObject } from '../../conformance/recorded-case.ts'
import type { Side, TrackKind } from '../../conformance/rig.ts'
import { mediaError } from './media-errors.ts'
import type { PageClock } from './page-clock.ts'
import { elementOf } from './real-elements.ts'

/** A device goes away, or falls silent: its tracks are stopped, and then each is told. */
export function endTracks(event: 'ended' | 'mute', kind: TrackKind | 'all', of: Side, clock: PageClock): void {
  const stream = elementOf(of)?.srcObject
  if (!(stream instanceof MediaStream)) return
  const tracks = stream.getTracks().filter((track) => kind === 'all' || track.kind === kind)
  clock.taskBegins()
  if (event === 'ended') for (const track of tracks) track.stop()
  for (const track of tracks) track.dispatchEvent(new Event(event))
}

/** Lets a sender's change of track fail, or takes it away. */
export function stubReplaceTrack(stub: JsonObject | 'missing'): void {
  if (stub === 'missing') Reflect.deleteProperty(RTCRtpSender.prototype, 'replaceTrack')
  else {
    const name = typeof stub.reject === 'string' ? stub.reject : 'InvalidModificationError'
    RTCRtpSender.prototype.replaceTrack = () => Promise.reject(mediaError(name))
  }
}

/** Lets an element's change of audio output fail. */
export function stubSinkId(stub: JsonObject): void {
  const name = typeof stub.reject === 'string' ? stub.reject : 'NotAllowedError'
  HTMLMediaElement.prototype.setSinkId = () => Promise.reject(mediaError(name))
}
