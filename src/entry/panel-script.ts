/** The panel's own script, `fake-opentok.panel.iife.js`: loaded when the panel is first opened, and not before. */

import { type PanelScript, scriptNames } from '../panel/launcher.ts'
import { openPanelWith } from '../panel/open-panel.ts'

const script: PanelScript = { open: openPanelWith }

Object.assign(globalThis, { [scriptNames.panel]: script })
