import { join } from 'node:path'
import { Window } from 'happy-dom'
import { afterEach, expect, it } from 'vitest'
import { SimulatedMedia, SimulatedTrack } from '../../src/dom/devices/tracks.ts'
import { PageView } from '../../src/dom/page/view.ts'
import type { PageWidget } from '../../src/dom/page/widget.ts'
import { VirtualClock } from '../../src/kernel/time/virtual-clock.ts'
import { nextTurn } from '../../src/kernel/time/wall-clock.ts'
import type { Media } from '../../src/ports/track.ts'
import type { WidgetRequest } from '../../src/ports/view.ts'
import { describeElement } from '../conformance/describe-element.ts'
import { loadCases } from '../conformance/load-cases.ts'
import { isJsonObject, type Json, type JsonObject } from '../conformance/recorded-case.ts'

const recordings = new Map(
  loadCases(join(import.meta.dirname, '../../fixtures/observed')).map((recorded) => [recorded.id, recorded]),
)

/** What leads the view to a recorded page, whatever the SDK room does on its way there. */
interface Row {
  readonly id: string
  readonly of: 'publisher' | 'subscriber'
  readonly request?: Partial<WidgetRequest>
  readonly tracks?: readonly ('audio' | 'video' | 'disabled video')[]
  readonly steps: (widget: PageWidget, media: Media, view: PageView) => void | Promise<void>
}

const heard = { loaded: () => {}, failed: () => {}, ended: () => {}, blocked: () => {} }

const load = (widget: PageWidget, media: Media): void => {
  widget.show(media, heard)
  widget.update({ loading: false })
}

const rows: readonly Row[] = [
  { id: 'OT.initPublisher/ok-target-id', of: 'publisher', steps: load },
  { id: 'OT.initPublisher/getUserMedia/prompt-never-answered', of: 'publisher', steps: () => {} },
  {
    id: 'OT.initPublisher/property/audioSource-null',
    of: 'publisher',
    request: { hasAudio: false },
    tracks: ['video'],
    steps: load,
  },
  {
    id: 'OT.initPublisher/property/audio-and-video-source-null',
    of: 'publisher',
    request: { hasAudio: false },
    tracks: [],
    steps: (widget, media) => widget.show(media, heard),
  },
  {
    id: 'OT.initPublisher/property/publishAudio-and-publishVideo-false',
    of: 'publisher',
    tracks: ['audio', 'disabled video'],
    steps: (widget, media) => {
      widget.update({ audioMuted: true })
      load(widget, media)
    },
  },
  { id: 'OT.initPublisher/property/fitMode-invalid', of: 'publisher', request: { fitMode: 'x' }, steps: load },
  {
    id: 'OT.initPublisher/property/width-height',
    of: 'publisher',
    request: { width: '100%', height: 50 },
    steps: load,
  },
  { id: 'OT.initPublisher/property/width-invalid', of: 'publisher', request: { width: 'x' }, steps: load },
  { id: 'OT.initPublisher/property/videoSource-track', of: 'publisher', request: { mirror: false }, steps: load },
  { id: 'OT.initPublisher/devices/only-audio', of: 'publisher', tracks: ['audio'], steps: load },
  {
    id: 'OT.initPublisher/screen/ok-window',
    of: 'publisher',
    request: { fitMode: 'contain', mirror: false },
    steps: load,
  },
  {
    id: 'OT.initPublisher/screen/never-answered',
    of: 'publisher',
    request: { fitMode: 'contain', mirror: false },
    steps: () => {},
  },
  {
    id: 'session.publish/server-stream-create-400',
    of: 'publisher',
    steps: (widget, media) => {
      load(widget, media)
      widget.update({ controls: false })
    },
  },
  {
    id: 'session.publish/server-stream-create-403-target-form',
    of: 'publisher',
    steps: (widget, media) => {
      widget.show(media, heard)
      widget.update({ controls: false })
    },
  },
  {
    id: 'webrtc/publish/init-and-publish-same-tick-video-element-bind-throws',
    of: 'publisher',
    steps: (widget, media, view) => {
      view.conditions.arm({ of: 'publisher', bindThrows: 'AbortError' })
      expect(() => widget.show(media, heard)).toThrow(expect.objectContaining({ name: 'AbortError' }))
      widget.update({ controls: false })
    },
  },
  {
    id: 'webrtc/published/track-ended-video',
    of: 'publisher',
    steps: (widget, media) => {
      load(widget, media)
      widget.update({ audioOnly: true })
    },
  },
  {
    id: 'webrtc/ready/track-ended-audio',
    of: 'publisher',
    steps: (widget, media) => {
      load(widget, media)
      widget.update({ audioMuted: true })
    },
  },
  { id: 'session.subscribe/ok', of: 'subscriber', steps: load },
  {
    id: 'session.subscribe/ok-audio-only',
    of: 'subscriber',
    steps: (widget, media) => {
      widget.update({ audioOnly: true })
      load(widget, media)
    },
  },
  { id: 'session.subscribe/server-400', of: 'subscriber', steps: (widget) => widget.update({ failed: true }) },
  {
    id: 'session.subscribe/server-offers-nothing-timeout',
    of: 'subscriber',
    steps: (widget) => widget.update({ failed: true, failure: 'time-out' }),
  },
  {
    id: 'session.subscribe/ice-no-candidates',
    of: 'subscriber',
    steps: (widget, media) => {
      load(widget, media)
      widget.update({ failed: true, failure: 'time-out' })
    },
  },
  {
    id: 'webrtc/subscribe/video-element-error-2-before-loaded',
    of: 'subscriber',
    steps: (widget, media) => {
      widget.show(media, heard)
      widget.media.fail(2)
    },
  },
  {
    id: 'webrtc/subscribed/ice-failed-while-socket-reconnecting',
    of: 'subscriber',
    steps: (widget, media) => {
      load(widget, media)
      widget.update({ loading: true })
    },
  },
  {
    id: 'webrtc/audioBlocked/state',
    of: 'subscriber',
    steps: (widget, media) => {
      load(widget, media)
      widget.update({ audioBlocked: true })
    },
  },
  {
    id: 'webrtc/audioBlocked/audioBlockedDisplayMode-off',
    of: 'subscriber',
    request: { style: { audioBlockedDisplayMode: 'off' } },
    steps: (widget, media) => {
      load(widget, media)
      widget.update({ audioBlocked: true })
    },
  },
  {
    id: 'webrtc/audioBlocked/unblockAudio-ok',
    of: 'subscriber',
    steps: (widget, media) => {
      load(widget, media)
      widget.update({ audioBlocked: true })
      widget.update({ audioBlocked: false })
    },
  },
  {
    id: 'session.disconnect/sessionDisconnected-preventDefault',
    of: 'subscriber',
    steps: (widget, media) => {
      load(widget, media)
      widget.hide()
    },
  },
  {
    id: 'session.subscribe/own-stream',
    of: 'subscriber',
    steps: (widget, media) => {
      widget.update({ orientation: 0 })
      load(widget, media)
    },
  },
]

const usual: Omit<WidgetRequest, 'kind' | 'target' | 'mirror'> = {
  insertMode: 'replace',
  insertDefaultUI: true,
  width: undefined,
  height: undefined,
  fitMode: 'cover',
  name: '',
  initials: '',
  showControls: true,
  videoType: 'camera',
  style: {},
  fallbackId: 'OT_made-up',
}

const markup = '<div id="host"><div id="target"></div></div><div id="sub-host"><div id="sub-target"></div></div>'
let simulated: Window

function openView(): PageView {
  simulated = new Window()
  simulated.document.body.innerHTML = markup
  const window = simulated as unknown as globalThis.Window & typeof globalThis
  return new PageView({
    document: window.document,
    window,
    clock: new VirtualClock({ mode: 'manual', epoch: 0, nextTurn }),
  })
}

const pageOf = (depth: number): readonly JsonObject[] =>
  [...simulated.document.body.children].map((child) => describeElement(child as unknown as Element, depth + 1))

/** The root of a publisher or subscriber, as it stands in a recorded page. */
function rootIn(dom: Json | undefined, of: string): Json | undefined {
  if (Array.isArray(dom)) return dom.map((one) => rootIn(one, of)).find((found) => found !== undefined)
  if (!isJsonObject(dom)) return undefined
  const classes = dom['classes']
  return Array.isArray(classes) && classes.includes(`OT_${of}`) ? dom : rootIn(dom['children'], of)
}

const mediaOf = (tracks: NonNullable<Row['tracks']>): Media =>
  new SimulatedMedia(
    'media',
    tracks.map((kind) => {
      const track = new SimulatedTrack(kind === 'audio' ? 'audio' : 'video', kind, kind, {})
      track.enabled = kind !== 'disabled video'
      return track
    }),
  )

afterEach(() => simulated.happyDOM.close())

it.each(rows)(
  'the widget stands as recorded: $id',
  async ({ id, of, request = {}, tracks = ['audio', 'video'], steps }) => {
    const recorded = recordings.get(id)
    const view = openView()
    const target = of === 'publisher' ? 'target' : 'sub-target'
    const widget = view.create({ ...usual, kind: of, target, mirror: of === 'publisher', ...request })
    await steps(widget, mediaOf(tracks), view)
    const depth = recorded?.given.dom ?? 0
    expect(rootIn(pageOf(depth), of)).toEqual(rootIn(recorded?.then.state?.['dom'], of))
  },
)

it.each(['OT.upgradeSystemRequirements/call', 'initSession/no-webrtc'])('the dialog stands as recorded: %s', (id) => {
  const view = openView()
  view.showRequirements()
  expect(pageOf(3)).toEqual(recordings.get(id)?.then.state?.['dom'])
})
