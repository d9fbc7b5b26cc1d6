import type { WorldClient } from '../../src/author/client.ts'
import { type IceState, iceStates } from '../../src/contract/peer-path.ts'
import { SimulatedTrack } from '../../src/dom/devices/tracks.ts'
import type { ElementCondition } from '../../src/dom/page/element-conditions.ts'
import type { HeadlessView } from '../../src/dom/page/headless.ts'
import type { MediaHooks } from '../../src/ports/media-element.ts'
import type { Track } from '../../src/ports/track.ts'
import { readPeerStub } from '../../src/sdk/media/peer-stub.ts'
import { NotSupported } from './not-supported.ts'
import type { JsonObject } from './recorded-case.ts'
import type { ElementEvent, RigBrowser, Side, TrackKind } from './rig.ts'

/** The part of a case's browser that has to do with connections, media elements, tracks and decryption. */
type MediaPart =
  | 'peerConnection'
  | 'videoElement'
  | 'replaceTrack'
  | 'setSinkId'
  | 'codecCapabilities'
  | 'ice'
  | 'elementEvent'
  | 'track'
  | 'decryption'
  | 'peerClosed'

/** A view with which a test author can let things go wrong. */
export type RigView = Pick<HeadlessView, 'conditions'> & {
  readonly widgets: readonly {
    readonly kind: Side
    readonly media: MediaHooks
    readonly element: HTMLElement | undefined
    readonly videoElement: HTMLVideoElement | undefined
  }[]
}

const isState = (text: string): text is IceState => iceStates.some((state) => state === text)

/** The vocabulary's `videoElement`, which calls an element that never loads `noMetadata`. */
function conditionOf({ noMetadata, ...stub }: JsonObject): ElementCondition {
  return { ...stub, ...(noMetadata === true ? { neverLoads: true } : {}) }
}

const rejectionIn = (stub: JsonObject): string => (typeof stub.reject === 'string' ? stub.reject : 'OperationError')

function fire(media: MediaHooks, event: ElementEvent): void {
  if (event.what === 'play') {
    if (event.rejects === null) media.allowPlayback()
    else media.refusePlayback(event.rejects, { evenMuted: event.evenMuted })
  } else if (event.what === 'error') media.fail(event.code)
  else if (event.what === 'ended') media.end()
  else media.pause()
}

function happen(view: RigView, event: ElementEvent, of: Side, taskBegins: () => void): void {
  const own = view.widgets.filter(({ kind }) => kind === of)
  if (event.what === 'play') for (const { media } of own) fire(media, event)
  else
    for (const { media } of lastShown(inRootOf(view, of))) {
      taskBegins()
      fire(media, event)
    }
}

/** The last of the page that has an element for its media, as the live comparison takes it; without a page the last one. */
function lastShown(widgets: RigView['widgets']): RigView['widgets'] {
  if (widgets.every(({ element }) => element === undefined)) return widgets.slice(-1)
  const isBefore = (one: Node, other: Node): boolean => (one.compareDocumentPosition(other) & 4) !== 0
  const shown = widgets.filter(
    ({ element, videoElement }) => element?.isConnected === true && videoElement?.isConnected === true,
  )
  return shown
    .sort((one, other) =>
      one.element !== undefined && other.element !== undefined && isBefore(one.element, other.element) ? -1 : 1,
    )
    .slice(-1)
}

/** The widgets that are in a root of a kind: one root may have been given to widgets of both. */
const inRootOf = ({ widgets }: RigView, of: Side): RigView['widgets'] =>
  widgets.filter(({ element, kind }) => element?.classList.contains(`OT_${of}`) ?? kind === of)

/**
 * The tracks of the last widget of the page, as the live comparison takes them: of those that share an element, the one that took it over.
 * Without a page those of all.
 */
function tracksOf({ registry }: WorldClient, view: RigView, of: Side, kind: TrackKind | 'all'): readonly Track[] {
  const shown = lastShown(inRootOf(view, of))
  const chosen = shown.some(({ element }) => element === undefined)
    ? [...(of === 'publisher' ? registry.publishers : registry.subscribers)]
    : [...registry.publishers, ...registry.subscribers].filter(({ _model }) =>
        shown.some((widget) => Object.is(widget, _model.widget)),
      )
  const tracks = chosen.flatMap(({ _model }) => _model.media?.getTracks() ?? [])
  return tracks.filter((track) => kind === 'all' || track.kind === kind)
}

/** The media part of a case's browser; what happens to a connection, an element or a track, a browser tells in a task of its own. */
export function mediaOf(client: WorldClient, view: RigView, taskBegins: () => void): Pick<RigBrowser, MediaPart> {
  const { mediaConditions: media, simulatedDevices: devices } = client
  return {
    peerConnection: (stub) => {
      media.mend()
      if (stub === null) return
      if (stub === 'missing') {
        devices.support = { ...devices.support, webrtc: false }
        return
      }
      const { troubles, course } = readPeerStub(stub)
      for (const trouble of troubles) media.fail(trouble)
      if (course !== null) media.plan(course)
    },
    videoElement: (stub) => view.conditions.arm(conditionOf(stub)),
    replaceTrack: (stub) => {
      const how = stub === 'missing' ? ({ how: 'missing', probe: true } as const) : undefined
      const error = stub === 'missing' ? '' : rejectionIn(stub)
      media.fail({ step: 'replaceTrack', ...(how ?? { how: 'rejects', error }) })
    },
    setSinkId: (stub) => {
      if (stub === 'missing') {
        client.simulatedDevices.support = { ...client.simulatedDevices.support, audioOutput: false }
        return
      }
      media.audioOutputProblem = rejectionIn(stub)
    },
    codecCapabilities: () => {
      media.codecsCanBeListed = false
    },
    ice: (state, of) => {
      if (!isState(state)) throw new NotSupported(`the ICE state ${state}`)
      if (media.connections({ of }).length > 0) taskBegins()
      media.report(state, { of })
    },
    elementEvent: (event, of) => happen(view, event, of, taskBegins),
    track: (event, kind, of) => {
      const tracks = tracksOf(client, view, of, kind)
      taskBegins()
      for (const track of tracks) {
        if (event === 'ended') track.stop()
        else if (track instanceof SimulatedTrack) track.remoteMute(true)
      }
      for (const track of tracks) event === 'ended' ? devices.endTrack(track) : devices.muteTrack(track)
    },
    decryption: (outcome) => {
      taskBegins()
      for (const connection of media.connections({ of: 'subscriber' })) connection.decrypted(outcome)
    },
    peerClosed: (of) => {
      for (const connection of media.connections({ of })) {
        taskBegins()
        connection.close()
      }
    },
  }
}
