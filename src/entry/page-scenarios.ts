/**
 * The script that reads scenarios in a page, `fake-opentok.scenarios.iife.js`: fetched when the page's address asks for
 * one (`?fake-opentok=calls/bad-wifi`), and not before.
 */

import { readerName, type ScenarioReader } from '../author/address.ts'
import { applyScenarioToPage, directScenario, optionsOf } from '../author/scenario.ts'
import { parseScenario } from '../scenario/read.ts'

const reader: ScenarioReader = { parseScenario, applyScenarioToPage, directScenario, optionsOf }

Object.assign(globalThis, { [readerName]: reader })
