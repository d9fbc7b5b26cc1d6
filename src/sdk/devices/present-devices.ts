import type { DeviceInfo, DeviceKind, MediaRequest, SourceRequest } from '../../ports/devices.ts'
import type { Client } from '../base/client.ts'

const isOfDevice = ({ want }: SourceRequest): boolean => want === 'any' || want === 'device'

function fitted(request: MediaRequest, listed: readonly DeviceInfo[]): MediaRequest | null {
  const isThere = (kind: DeviceKind): boolean => listed.some((device) => device.kind === kind)
  const wish = (wanted: SourceRequest, kind: DeviceKind): SourceRequest =>
    isOfDevice(wanted) && !isThere(kind) ? { want: 'none' } : wanted
  const audio = wish(request.audio, 'audioinput')
  const video = wish(request.video, 'videoinput')
  if (audio.want !== 'none' || video.want !== 'none') return { ...request, audio, video }
  return isThere('audioinput') || isThere('videoinput') ? null : request
}

/**
 * Leaves out of a request for a camera and a microphone what the browser does not list, so that a person without a camera is
 * heard all the same (recorded: `OT.initPublisher/devices/only-audio`). Where no input is listed at all, or nothing can be
 * listed, the browser is asked for all of it, and refuses. Null: there are inputs, and none of those that are asked for
 * (observed in Chromium).
 */
export function fitToDevices(client: Client, request: MediaRequest, then: (fit: MediaRequest | null) => void): void {
  if (request.screen || !(isOfDevice(request.audio) || isOfDevice(request.video))) return then(request)
  client.devices.list({ listed: (devices) => then(fitted(request, devices)), failed: () => then(request) })
}
