// @vitest-environment happy-dom

import { afterEach, describe, expect, test, vi } from 'vitest'
import { openPanel, type Panel } from '../../src/entry/panel.ts'
import { PanelLauncher } from '../../src/panel/launcher.ts'
import { createSimulator, failures } from '../../src/simulator.ts'
import { methodsOf } from './live-objects.ts'
import { outcomeOf } from './walk.ts'

const open: Panel[] = []

async function aPanel(...args: Parameters<typeof openPanel>): Promise<Panel> {
  const panel = await openPanel(...args)
  open.push(panel)
  return panel
}

afterEach(() => {
  for (const panel of open.splice(0)) panel.close()
})

const placeOf = ({ element }: Panel): string =>
  `${element.getAttribute('dock')} ${element.isConnected} ${element.shadowRoot?.querySelector('[aria-selected=true]')?.id}`

const settledPlace = async (panel: Panel): Promise<string> => {
  await Reflect.get(panel.element, 'updateComplete')
  return placeOf(panel)
}

const wrong: readonly unknown[] = [undefined, null, 5, '', 'Peopl', 'left', 'Right', true, [], {}, Symbol('x')]

describe('an open panel', () => {
  test('has these verbs and no others', async () => {
    const { element, ...rest } = await aPanel({ simulator: createSimulator() })
    expect(methodsOf(rest).concat(methodsOf(Object.getPrototypeOf(await aPanel())))).toEqual([
      'show',
      'moveTo',
      'close',
    ])
  })

  test.each(['show', 'moveTo'] as const)(
    '%s() refuses by name what it cannot take, and stays as it is',
    async (verb) => {
      const panel = await aPanel({ simulator: createSimulator(), dock: 'bottom', section: 'failures' })
      const before = await settledPlace(panel)
      expect(before).toBe('bottom true tab-failures')
      for (const value of wrong) {
        const error = await outcomeOf(() => Reflect.apply(Reflect.get(panel, verb), panel, [value]))
        expect(error, String(value)).toBeInstanceOf(RangeError)
        expect(String(error)).toMatch(new RegExp(`panel\\.${verb}\\((section|dock)\\): .*(Give|There are)`))
      }
      expect(await settledPlace(panel)).toBe(before)
    },
  )

  test('names the nearest section', async () => {
    const panel = await aPanel()
    expect(() => Reflect.apply(panel.show, panel, ['peopel'])).toThrow(
      'panel.show(section): There is no section "peopel". Did you mean "people"? There are: people, networks,',
    )
    expect(() => Reflect.apply(panel.close, panel, [true])).toThrow('panel.close() takes no arguments, and was given 1')
  })

  test('that was closed says so, and may be closed again', async () => {
    const panel = await aPanel()
    panel.close()
    expect(() => panel.show('people')).toThrow('panel.show() was called after the panel was closed. Open it again')
    expect(() => panel.moveTo('right')).toThrow('panel.moveTo() was called after the panel was closed.')
    expect(() => panel.close()).not.toThrow()
    expect(panel.element.isConnected).toBe(false)
  })
})

describe('a panel that is opened', () => {
  test.each([
    [{ dock: 'left' }, 'openPanel(options.dock): There is no dock "left"'],
    [{ docks: 'right' }, 'openPanel() has no option "docks". Did you mean "dock"?'],
    [{ theme: 'Dark' }, 'openPanel(options.theme): There is no theme "Dark". Did you mean "dark"?'],
    [{ parent: '#panel' }, 'openPanel(options.parent): this is the text "#panel". Give an element of the page.'],
    [{ section: 'peers' }, 'openPanel(options.section): There is no section "peers"'],
    [{ simulator: {} }, 'openPanel(options.simulator): this is an object. Give a simulator of createSimulator().'],
    [{ scenarios: ['a.json'] }, 'openPanel(options.scenarios): this is a list. Give the address of a JSON file, or'],
    [{ scenarios: { a: 'a.json' } }, 'openPanel(options.scenarios): this is an object. Give the address'],
    ['right', 'openPanel(options): this is the text "right". Give an object with these keys'],
  ])('with %j is refused, and nothing is in the page', async (options, words) => {
    await expect(Reflect.apply(openPanel, undefined, [options])).rejects.toThrow(words)
    expect(document.querySelector('fake-opentok-panel')).toBeNull()
  })

  test('without a page says that it needs one', async () => {
    vi.stubGlobal('document', undefined)
    await expect(openPanel()).rejects.toThrow('openPanel() needs a page, and there is no document here.')
    vi.unstubAllGlobals()
  })

  test('by the script build with an option that it cannot have is refused before its script is loaded', async () => {
    const launcher = new PanelLauncher({
      simulator: createSimulator(),
      failures,
      own: { address: 'https://app.example/fake-opentok.iife.js', nonce: '' },
    })
    await expect(Reflect.apply(launcher.open, launcher, [{ dock: 'left' }])).rejects.toThrow(
      'openPanel(options.dock): There is no dock "left"',
    )
    expect(document.querySelector('script')).toBeNull()
  })
})
