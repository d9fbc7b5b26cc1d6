import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PageWidget } from '../../src/dom/page/widget.ts'
import type { WidgetRequest } from '../../src/ports/view.ts'
import { loadInto, plainRequest, showAndListen } from './view-contract.ts'
import { element, type PageUnderTest } from './view-page-contract.ts'

/** How media stands in a page, and how a test author lets it go wrong there. */
export function describeMediaContract(name: string, open: () => PageUnderTest): void {
  describe(`${name}: media in a page`, () => {
    let under: PageUnderTest
    beforeEach(() => {
      document.body.innerHTML = '<div id="host"><p id="target">Loading</p></div>'
      under = open()
    })
    afterEach(() => {
      under.close()
      document.body.innerHTML = ''
    })

    const create = (change: Partial<WidgetRequest> = {}): PageWidget =>
      under.view.create({ ...plainRequest, ...change })
    const host = (): HTMLElement => element('host')

    describe('shows media', () => {
      it('in a video element of the attributes that the SDK gives it', async () => {
        const widget = create({ target: 'target' })
        const media = under.media()
        await loadInto(widget, media)
        expect(widget.videoElement?.getAttributeNames().sort()).toEqual(['autoplay', 'class', 'playsinline'])
        expect([widget.videoElement?.srcObject, widget.videoElement?.muted]).toEqual([media, true])
      })

      it('in the same element when the media changes', async () => {
        const widget = create({ target: 'target' })
        await loadInto(widget, under.media())
        const { videoElement } = widget
        const next = under.media()
        await loadInto(widget, next)
        expect(widget.videoElement).toBe(videoElement)
        expect(videoElement?.srcObject).toBe(next)
      })

      it('has a size and a still picture', async () => {
        const widget = create({ kind: 'subscriber', target: 'target' })
        await loadInto(widget, under.media())
        expect(widget.videoSize()).toEqual({ width: 320, height: 240 })
        expect(atob(widget.capture() ?? '').slice(1, 4)).toBe('PNG')
      })

      it('has neither without a picture, and no size at all where nothing was ever shown', async () => {
        const subscriber = create({ kind: 'subscriber', target: 'target' })
        await loadInto(subscriber, under.media({ video: false }))
        expect([subscriber.capture(), subscriber.videoSize()]).toEqual([null, { width: 0, height: 0 }])
        expect(subscriber.element?.classList.contains('OT_audio-only')).toBe(true)
        const publisher = create()
        publisher.remove()
        expect([publisher.capture(), publisher.videoSize()]).toEqual([null, undefined])
      })

      it('is heard as loudly as asked', async () => {
        const widget = create({ kind: 'subscriber', target: 'target' })
        await loadInto(widget, under.media())
        widget.setVolume(30)
        expect([widget.videoElement?.volume, widget.videoElement?.muted]).toEqual([0.3, false])
        widget.setVolume(0)
        expect(widget.videoElement?.muted).toBe(true)
      })

      it('takes the element away and leaves the widget', async () => {
        const widget = create({ target: 'target' })
        await loadInto(widget, under.media())
        widget.hide()
        expect([widget.videoElement, host().querySelector('video')]).toEqual([undefined, null])
        expect(element('target').classList.contains('OT_root')).toBe(true)
      })
    })

    describe('lets a test author make media go wrong', () => {
      it('fails, and tells the page as a real element does', async () => {
        const widget = create({ target: 'target' })
        const heard = showAndListen(widget, under.media())
        const seen: unknown[] = []
        widget.videoElement?.addEventListener('error', () => seen.push(widget.videoElement?.error?.code))
        widget.media.fail(3)
        await under.clock.settled()
        expect([heard, seen]).toEqual([['failed 3'], [3]])
      })

      it('ends', async () => {
        const widget = create({ target: 'target' })
        const heard: string[] = []
        await new Promise<void>((done) => {
          widget.show(under.media(), {
            loaded: done,
            failed: () => {},
            ended: () => heard.push('ended'),
            blocked: () => {},
          })
        })
        widget.media.end()
        widget.media.pause()
        expect(heard).toEqual(['ended'])
      })

      it('fails by arrangement, for publishers or for subscribers', async () => {
        under.view.conditions.arm({ of: 'publisher', error: 4 })
        const publisher = showAndListen(create(), under.media())
        const subscriber = create({ kind: 'subscriber', target: 'target' })
        await loadInto(subscriber, under.media())
        await under.clock.settled()
        expect(publisher).toEqual(['failed 4'])
      })

      it('refuses its media by arrangement, and leaves no element behind', () => {
        under.view.conditions.arm({ bindThrows: 'AbortError' })
        const widget = create({ target: 'target' })
        expect(() => showAndListen(widget, under.media())).toThrow(expect.objectContaining({ name: 'AbortError' }))
        expect(widget.videoElement).toBeUndefined()
      })

      it('goes on after five seconds when there is never anything to see', async () => {
        under.view.conditions.arm({ neverLoads: true })
        const begun = under.clock.now()
        await loadInto(create(), under.media())
        expect(under.clock.now() - begun).toBe(5000)
      })

      it('is blocked after it has loaded, and unblocked once it may play', async () => {
        under.view.conditions.arm({ of: 'subscriber', playRejects: 'NotAllowedError' })
        const widget = create({ kind: 'subscriber', target: 'target' })
        const heard = await new Promise<string[]>((blocked) => {
          const events: string[] = []
          widget.show(under.media(), {
            loaded: () => events.push('loaded'),
            failed: () => {},
            ended: () => {},
            blocked: () => blocked([...events, 'blocked']),
          })
        })
        expect(heard).toEqual(['loaded', 'blocked'])
        expect(widget.videoElement?.muted).toBe(true)
        expect(await unblock(widget)).toBe('NotAllowedError')
        widget.media.allowPlayback()
        widget.setVolume(50)
        expect(await unblock(widget)).toBe('played')
        expect([widget.videoElement?.muted, widget.videoElement?.volume]).toEqual([false, 0.5])
      })

      it('is not blocked where there is nothing to hear, or where it does not play at all', async () => {
        under.view.conditions.arm({ playRejects: 'NotAllowedError' })
        const silent = showAndListen(create({ kind: 'subscriber' }), under.media({ audio: false }))
        under.view.conditions.arm({ evenMuted: true })
        const dead = showAndListen(create({ kind: 'subscriber' }), under.media())
        await under.clock.settled()
        expect([...silent, ...dead]).not.toContain('blocked')
      })
    })
  })
}

const unblock = (widget: PageWidget): Promise<string> =>
  new Promise((answer) => widget.unblock({ played: () => answer('played'), refused: ({ name }) => answer(name) }))
