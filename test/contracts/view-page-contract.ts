import { getByRole, queryByRole } from '@testing-library/dom'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PageView } from '../../src/dom/page/view.ts'
import type { PageWidget } from '../../src/dom/page/widget.ts'
import type { Clock } from '../../src/kernel/time/clock.ts'
import type { Media } from '../../src/ports/track.ts'
import type { WidgetRequest } from '../../src/ports/view.ts'
import { loadInto, plainRequest } from './view-contract.ts'

/** A view of the page in which the test runs. */
export interface PageUnderTest {
  readonly view: PageView
  readonly clock: Clock
  readonly media: (kinds?: { readonly audio?: boolean; readonly video?: boolean }) => Media
  close(): void
}

/** What a page is like with publishers and subscribers in it, in any environment that has a document. */
export function describePageContract(name: string, open: () => PageUnderTest): void {
  describe(`${name}: a page`, () => {
    let under: PageUnderTest
    beforeEach(() => {
      document.body.innerHTML = '<div id="host"><p id="target" class="mine">Loading</p></div>'
      under = open()
    })
    afterEach(() => {
      under.close()
      document.body.innerHTML = ''
    })

    const create = (change: Partial<WidgetRequest> = {}): PageWidget =>
      under.view.create({ ...plainRequest, ...change })
    const host = (): HTMLElement => element('host')
    const childrenOf = (parent: Element): string[] => [...parent.children].map(({ id }) => id)

    describe('finds its way', () => {
      it('knows which texts name an element, and what an element is', () => {
        expect([under.view.has('target'), under.view.has('nowhere')]).toEqual([true, false])
        expect([under.view.isElement(host()), under.view.isElement(document.createElement('i'))]).toEqual([true, true])
        expect([{}, 'target', null, undefined, 3].map((value) => under.view.isElement(value))).toEqual(
          Array(5).fill(false),
        )
      })

      it('finds a widget by its id and by its element, the newest first', () => {
        const first = create({ target: 'target' })
        const second = create({ target: 'target' })
        expect(under.view.find('target')).toBe(second)
        expect(under.view.find(element('target'))).toBe(second)
        expect(under.view.widgets).toEqual([first, second])
      })

      it('names the widgets that there are when asked for another', () => {
        create({ target: 'target' })
        expect(() => under.view.find('nowhere')).toThrow(/"nowhere".*target/)
      })
    })

    describe('puts a widget where it is asked to', () => {
      it('makes the target itself the root by default: emptied, and otherwise as it was', () => {
        const widget = create({ target: 'target' })
        expect(widget.element).toBe(element('target'))
        expect(element('target').classList.contains('mine')).toBe(true)
        expect(element('target').textContent).not.toContain('Loading')
      })

      it.each([
        ['before', ['OT_fallback', 'target']],
        ['after', ['target', 'OT_fallback']],
      ] as const)('goes %s the target', (insertMode, order) => {
        create({ target: 'target', insertMode })
        expect(childrenOf(host())).toEqual(order)
      })

      it('is appended to the target, which keeps its content', () => {
        create({ target: element('target'), insertMode: 'append' })
        expect(childrenOf(element('target'))).toEqual(['OT_fallback'])
        expect(element('target').textContent).toContain('Loading')
      })

      it.each([undefined, null, 'nowhere', 42])('goes to the end of the body for the target %s', (target) => {
        create({ target })
        expect(childrenOf(document.body)).toEqual(['host', 'OT_fallback'])
      })

      it('gives a target without an id one', () => {
        const target = document.createElement('div')
        expect(create({ target }).id).toBe('OT_fallback')
        expect(target.id).toBe('OT_fallback')
      })

      it('says what to do about a target without a parent', () => {
        const target = document.createElement('div')
        expect(() => create({ target, insertMode: 'after' })).toThrow(TypeError)
        expect(() => create({ target, insertMode: 'after' })).toThrow(/into the page first/)
      })

      it('inserts nothing without the default UI, and still has a video element to give away', async () => {
        const widget = create({ insertDefaultUI: false })
        await loadInto(widget, under.media())
        expect([widget.element, widget.videoElement?.isConnected]).toEqual([undefined, false])
        expect(childrenOf(document.body)).toEqual(['host'])
        const [found] = [widget.videoElement]
        if (found !== undefined) host().append(found)
        expect(host().querySelector('video')?.srcObject).toBeTruthy()
      })

      it('is taken away together with the target that it took over', () => {
        const widget = create({ target: 'target' })
        widget.remove()
        expect(document.getElementById('target')).toBeNull()
        expect(widget.element?.classList.contains('OT_root')).toBe(true)
      })

      it('leaves nothing of its own behind when the page is cleared', () => {
        const before = document.head.innerHTML
        create()
        create({ kind: 'subscriber', target: 'target', insertMode: 'append' })
        under.view.showRequirements()
        under.view.clear()
        expect(childrenOf(document.body)).toEqual(['host'])
        expect(element('target').children).toHaveLength(0)
        expect(document.head.innerHTML).toBe(before)
        expect(under.view.widgets).toEqual([])
      })
    })

    describe('gives a widget its size', () => {
      it.each([
        [undefined, undefined, '264px', '198px'],
        [320, '240', '320px', '240px'],
        ['50%', '10em', '50%', '10em'],
      ])('%s by %s', (width, height, expectedWidth, expectedHeight) => {
        const root = create({ width, height }).element
        expect([root?.style.width, root?.style.height]).toEqual([expectedWidth, expectedHeight])
      })

      it.each([
        [200, 200, []],
        [127, 200, ['OT_mini']],
        [200, 63, ['OT_micro', 'OT_mini']],
      ] as const)('calls %s by %s pixels %j', (width, height, classes) => {
        const root = create({ width, height }).element
        expect(['OT_micro', 'OT_mini'].filter((name) => root?.classList.contains(name))).toEqual(classes)
      })
    })

    describe('has controls that a person can find', () => {
      it('has a mute button with a name', () => {
        create({ target: 'target' })
        expect(getByRole(host(), 'button', { name: 'Mute' }).getAttribute('type')).toBe('button')
      })

      it('says what the person wants when the mute button is pressed, and shows it', () => {
        const widget = create({ target: 'target' })
        const wishes: boolean[] = []
        widget.onMuteToggle((muted) => wishes.push(muted))
        const button = getByRole(host(), 'button', { name: 'Mute' })
        button.click()
        expect(button.classList.contains('OT_active')).toBe(true)
        button.click()
        expect(button.classList.contains('OT_active')).toBe(false)
        expect(wishes).toEqual([true, false])
      })

      it('begins at what the SDK says of the sound', () => {
        const widget = create({ target: 'target' })
        const wishes: boolean[] = []
        widget.onMuteToggle((muted) => wishes.push(muted))
        widget.update({ audioMuted: true })
        getByRole(host(), 'button', { name: 'Mute' }).click()
        expect(wishes).toEqual([false])
      })

      it('shows the name as a heading, as text', () => {
        create({ target: 'target', name: 'Ann <b>Lee</b>' })
        expect(getByRole(host(), 'heading', { name: 'Ann <b>Lee</b>' })).toBeTruthy()
      })

      it('has no mute button where there is no sound, and no controls where none are wanted', () => {
        create({ target: 'target', hasAudio: false })
        create({ target: 'host', showControls: false })
        expect(queryByRole(document.body, 'button', { name: 'Mute' })).toBeNull()
      })

      it('hides and shows single controls by style, and ignores what is no style', () => {
        const widget = create({ target: 'target', name: 'Ann' })
        widget.setStyle({ buttonDisplayMode: 'off' })
        expect(queryByRole(host(), 'button', { name: 'Mute' })).toBeNull()
        widget.setStyle({ buttonDisplayMode: 'sometimes', nameDisplayMode: 'on' })
        expect(host().querySelector('.OT_mute')?.classList.contains('OT_mode-off')).toBe(true)
        expect(host().querySelector('.OT_name')?.classList.contains('OT_mode-on')).toBe(true)
      })

      it('keeps the controls of a subscriber hidden until its media has loaded', () => {
        const widget = create({ kind: 'subscriber', target: 'target' })
        expect(queryByRole(host(), 'button', { name: 'Mute' })).toBeNull()
        widget.update({ loading: false })
        widget.update({ loading: true })
        expect(getByRole(host(), 'button', { name: 'Mute' })).toBeTruthy()
      })

      it('tells when the picture is pressed', () => {
        const widget = create({ kind: 'subscriber', target: 'target' })
        let presses = 0
        widget.onPress(() => presses++)
        widget.element?.querySelector<HTMLElement>('.OT_widget-container')?.click()
        expect(presses).toBe(1)
      })

      it('shows an image, or else the initials, where there is no picture', () => {
        const poster = (widget: PageWidget): string =>
          widget.element?.querySelector<HTMLElement>('.OT_video-poster')?.style.backgroundImage ?? ''
        const widget = create({ initials: 'AL' })
        expect(poster(widget)).toContain('data:image/svg+xml')
        widget.setStyle({ backgroundImageURI: 'iVBORw0' })
        expect(poster(widget)).toContain('data:image/png;base64,iVBORw0')
        widget.setStyle({ backgroundImageURI: null })
        expect(poster(widget)).toContain('data:image/svg+xml')
      })

      it('says in words why there is no picture, with advice where there is any', () => {
        const network = create({ kind: 'subscriber', target: 'target' })
        network.update({ failed: true })
        expect(element('target').textContent).toMatch(/network.*firewall/)
        const late = create({ kind: 'subscriber' })
        late.update({ failed: true, failure: 'time-out' })
        expect(late.element?.querySelector('.ot-help-message')).toBeNull()
      })

      it('has one dialog at most, which a person can close', () => {
        under.view.showRequirements()
        under.view.showRequirements()
        expect(document.querySelectorAll('.OT_ModalDialog')).toHaveLength(1)
        getByRole(document.body, 'button', { name: 'Close' }).click()
        expect(document.querySelector('.OT_ModalDialog')).toBeNull()
      })
    })
  })
}

/** An element of the page, by its id. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The page has no element "${id}".`)
  return found
}
