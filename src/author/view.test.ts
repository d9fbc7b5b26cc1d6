import { Window } from 'happy-dom'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { HeadlessView } from '../dom/page/headless.ts'
import { createSimulator, type Simulator } from '../simulator.ts'

afterEach(() => vi.unstubAllGlobals())

/** Lays out a page, as a test runner does for a test. */
function layOutPage(): Document {
  const window = new Window()
  vi.stubGlobal('window', window)
  vi.stubGlobal('document', window.document)
  document.body.innerHTML = '<div id="me"></div>'
  return document
}

async function publish({ OT, ...simulator }: Pick<Simulator, 'OT' | 'settled'>): Promise<HTMLElement | undefined> {
  const publisher = OT.initPublisher('me', { name: 'Ada' })
  await simulator.settled()
  return publisher?.element
}

const partsOf = (simulator: Simulator): Pick<Simulator, 'OT' | 'settled'> => ({
  OT: simulator.OT,
  settled: () => simulator.settled(),
})

describe('where a world is shown', () => {
  it('is the page that there is when it is needed, though there was none before', async () => {
    const simulator = createSimulator()
    const page = layOutPage()

    expect(await publish(partsOf(simulator))).toBe(page.querySelector('#me'))
  })

  it('is the next page after that', async () => {
    const simulator = createSimulator()
    const first = layOutPage()
    await publish(partsOf(simulator))
    const second = layOutPage()

    expect(await publish(partsOf(simulator))).toBe(second.querySelector('#me'))
    simulator.reset()
    expect([first, second].map(({ body }) => body.childElementCount)).toEqual([0, 0])
  })

  it('is nowhere without a page, or when it is to be headless', async () => {
    expect(await publish(partsOf(createSimulator()))).toBeUndefined()
    layOutPage()
    expect(await publish(partsOf(createSimulator({ view: 'headless' })))).toBeUndefined()
  })

  it('is a view of one’s own, made with the clock of the world', async () => {
    const made: HeadlessView[] = []
    const simulator = createSimulator({
      view: ({ clock }) => {
        const view = new HeadlessView(clock)
        made.push(view)
        return view
      },
    })
    await publish(partsOf(simulator))

    expect(made.map(({ widgets }) => widgets.length)).toEqual([1])
    simulator.reset()
    expect(made.map(({ widgets }) => widgets.length)).toEqual([0])
  })

  it('says what is missing when there must be a page, and which words there are', () => {
    const simulator = createSimulator({ view: 'page' })

    expect(() => simulator.OT.initPublisher('me')).toThrow(/needs a document.*happy-dom or jsdom/)
    expect(() => createSimulator({ view: 'nowhere' as 'page' })).toThrow(RangeError)
  })
})
