/** The texts of failures, `fake-opentok.texts.iife.js`: loaded when the panel first shows failures. */

import { failureTexts } from '../contract/failure-texts.ts'
import { scriptNames } from '../panel/launcher.ts'

Object.assign(globalThis, { [scriptNames.texts]: failureTexts })
