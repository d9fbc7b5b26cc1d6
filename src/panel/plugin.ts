import type { Panel, PanelOptions, PanelTheme } from './open-panel.ts'

/** The panel as a plugin of TanStack Devtools, and of other tools that take plugins of that shape. */
export interface PanelPlugin {
  readonly id: string
  readonly name: string
  render(element: HTMLElement, theme?: 'light' | 'dark' | { readonly theme?: 'light' | 'dark' }): void
  destroy(): void
}

type Given = Parameters<PanelPlugin['render']>[1]

const themeOf = (given: Given): PanelTheme => (typeof given === 'string' ? given : (given?.theme ?? 'auto'))

/** Makes the plugin; a panel is opened when the host draws it, and closed when the host destroys it. */
export function pluginWith<Options extends PanelOptions>(
  open: (options: Options) => Promise<Panel>,
  options: Options,
): PanelPlugin {
  let drawn = 0
  let panel: Panel | undefined
  const close = (): void => {
    drawn++
    panel?.close()
    panel = undefined
  }
  return {
    id: 'fake-opentok',
    name: 'fake-opentok',
    render(element, theme) {
      close()
      const own = drawn
      void open({ ...options, dock: 'inline', parent: element, theme: themeOf(theme) }).then((opened) => {
        if (drawn === own) panel = opened
        else opened.close()
      })
    },
    destroy: close,
  }
}
