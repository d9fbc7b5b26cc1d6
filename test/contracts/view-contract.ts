import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SimulatedMedia, SimulatedTrack } from '../../src/dom/devices/tracks.ts'
import type { Clock } from '../../src/kernel/time/clock.ts'
import type { ElementEvents } from '../../src/ports/media-element.ts'
import type { Media } from '../../src/ports/track.ts'
import type { View, Widget, WidgetRequest } from '../../src/ports/view.ts'

/** A view, and the clock by which its media loads; `media` is what its page can show. */
export interface ViewUnderTest {
  readonly view: View
  readonly clock: Clock
  readonly media: () => Media
  close(): void
}

/** What a publisher asks of the page when the application gave it nothing but a target. */
export const plainRequest: WidgetRequest = {
  kind: 'publisher',
  target: undefined,
  insertMode: 'replace',
  insertDefaultUI: true,
  width: undefined,
  height: undefined,
  fitMode: 'cover',
  mirror: false,
  name: '',
  initials: '',
  showControls: true,
  videoType: 'camera',
  style: {},
  fallbackId: 'OT_fallback',
}

/** Media of one microphone and one camera, as their description. */
export const plainMedia = (): Media =>
  new SimulatedMedia('media', [
    new SimulatedTrack('audio', 'a', 'microphone', {}),
    new SimulatedTrack('video', 'v', 'camera', { width: 640, height: 480 }),
  ])

/** Shows media, and writes down what the element reports. */
export function showAndListen(widget: Widget, media: Media): string[] {
  const heard: string[] = []
  widget.show(media, eventsInto(heard))
  return heard
}

const eventsInto = (heard: string[]): ElementEvents => ({
  loaded: () => heard.push('loaded'),
  failed: (code) => heard.push(`failed ${code}`),
  ended: () => heard.push('ended'),
  blocked: () => heard.push('blocked'),
})

/** Shows media, and waits until it has loaded. */
export const loadInto = (widget: Widget, media: Media): Promise<void> =>
  new Promise((loaded) => widget.show(media, { ...eventsInto([]), loaded }))

/** What every view keeps to, whether anything is seen in it or not. */
export function describeViewContract(name: string, open: () => ViewUnderTest): void {
  describe(`${name}: the contract of the View port`, () => {
    let under: ViewUnderTest
    beforeEach(() => {
      under = open()
    })
    afterEach(() => under.close())

    const create = (change: Partial<WidgetRequest> = {}): Widget => under.view.create({ ...plainRequest, ...change })

    it('says that media has loaded after show() has returned, once', async () => {
      const heard: string[] = []
      await new Promise<void>((done) => {
        create().show(under.media(), {
          ...eventsInto(heard),
          loaded: () => {
            heard.push('loaded')
            done()
          },
        })
        heard.push('returned')
      })
      await under.clock.settled()
      expect(heard).toEqual(['returned', 'loaded'])
    })

    it('says so again for the next media', async () => {
      const widget = create()
      await loadInto(widget, under.media())
      await loadInto(widget, under.media())
    })

    it('says nothing of media that was hidden or whose widget was removed before it loaded', async () => {
      const hidden = create()
      const removed = create({ kind: 'subscriber' })
      const ofHidden = showAndListen(hidden, under.media())
      const ofRemoved = showAndListen(removed, under.media())
      hidden.hide()
      removed.remove()
      await under.clock.settled()
      expect([ofHidden, ofRemoved]).toEqual([[], []])
    })

    it('plays blocked sound when asked to, and says so later', async () => {
      const widget = create({ kind: 'subscriber' })
      await loadInto(widget, under.media())
      const order: string[] = []
      await new Promise<void>((done) => {
        widget.unblock({
          played: () => {
            order.push('played')
            done()
          },
          refused: () => done(),
        })
        order.push('returned')
      })
      expect(order).toEqual(['returned', 'played'])
    })

    it('takes every change, also after the widget is gone', () => {
      const widget = create()
      const change = (): void => {
        widget.update({ loading: false, audioOnly: true, audioMuted: true, audioBlocked: true, controls: false })
        widget.update({ failed: true, failure: 'time-out' })
        widget.setStyle({ nameDisplayMode: 'off', unknown: 1 })
        widget.setVolume(30)
        widget.hide()
      }
      change()
      widget.remove()
      widget.remove()
      change()
    })

    it('gives no picture before anything is shown', () => {
      expect(create().capture()).toBeNull()
      expect(create({ kind: 'subscriber' }).videoSize()).toBeUndefined()
    })

    it('gives each widget an id', () => {
      expect(create({ fallbackId: 'OT_one' }).id).toBe('OT_one')
    })

    it('can be cleared more than once, widgets, dialog and all', () => {
      create()
      under.view.showRequirements()
      under.view.clear()
      under.view.clear()
    })
  })
}
