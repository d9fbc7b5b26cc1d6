import type { Client } from './client.ts'
import type { DeviceInfo, DeviceKind, MediaRequest, SourceRequest } from './ports.ts'

const isOfDevice = ({ want }: SourceRequest): boolean => want === 'any' || want === 'device'

function fitted(request: MediaRequest, listed: readonly DeviceInfo[]): MediaRequest {
  const isThere = (kind: DeviceKind): boolean => listed.some((device) => device.kind === kind)
  const wish = (wanted: SourceRequest, kind: DeviceKind): SourceRequest =>
    isOfDevice(wanted) && !isThere(kind) ? { want: 'none' } : wanted
  const audio = wish(request.audio, 'audioinput')
  const video = wish(request.video, 'videoinput')
  return audio.want === 'none' && video.want === 'none' ? request : { ...request, audio, video }
}

/**
 * Leaves out of a request for a camera and a microphone what the browser does not list, so that whoever has no camera is
 * heard all the same (recorded: `OT.initPublisher/devices/only-audio`). Where nothing would be left, or nothing can be
 * listed, the browser is asked for all of it, and refuses.
 */
export function fitToDevices(client: Client, request: MediaRequest, then: (fit: MediaRequest) => void): void {
  if (request.screen || !(isOfDevice(request.audio) || isOfDevice(request.video))) return then(request)
  client.devices.list({ listed: (devices) => then(fitted(request, devices)), failed: () => then(request) })
}
