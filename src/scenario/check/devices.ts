import type { DeviceCondition, Scenario, ScenarioProblem } from '../scenario.ts'
import { deviceConditions } from '../scenario.ts'
import { noneOf } from '../sentences.ts'
import type { DeviceVerb, GivenDevice } from '../verbs/actions.ts'
import { deviceVerbs, holdVerbs, plugVerbs, promptVerbs } from '../verbs/actions.ts'

type Check = (scenario: Scenario) => readonly ScenarioProblem[]

const ofPrompts: readonly DeviceCondition[] = ['denied', 'dismissed', 'unanswered', 'unasked']

const conditionsOf: Readonly<Record<GivenDevice, readonly DeviceCondition[]>> = {
  camera: deviceConditions,
  microphone: deviceConditions,
  screen: deviceConditions.filter((condition) => condition !== 'in-use' && condition !== 'missing'),
  speaker: ['missing', 'in-use', ...ofPrompts],
}

const isDevice = (name: string): name is GivenDevice => Object.hasOwn(conditionsOf, name)

const devicesGiven: Check = ({ given }) =>
  Object.entries(given?.devices ?? {}).flatMap(([device, condition]) => {
    const possible = isDevice(device) ? conditionsOf[device] : []
    return possible.includes(condition)
      ? []
      : [{ path: `given.devices.${device}`, message: noneOf(`condition of a ${device}`, condition, possible) }]
  })

// A screen is asked for, and is nothing that can be plugged in or held.
const verbsOf = (device: GivenDevice): readonly DeviceVerb[] =>
  device === 'screen' ? promptVerbs : [...promptVerbs, ...holdVerbs, ...plugVerbs]

const isVerb = (does: string): does is DeviceVerb => deviceVerbs.some((verb) => verb === does)

const deviceVerbsUsed: Check = ({ timeline = [], steps = [] }) =>
  Object.entries({ timeline, steps }).flatMap(([place, entries]) =>
    entries.flatMap((entry, index) => {
      if (!('device' in entry) || entry.device === 'all') return []
      const known = verbsOf(entry.device)
      if (!isVerb(entry.does) || known.includes(entry.does)) return []
      const message = noneOf(`verb of a ${entry.device}`, entry.does, known)
      return [{ path: `${place}[${index}].does`, message }]
    }),
  )

/** Whether each device can be in the condition, and do what is said of it. */
export const deviceChecks: readonly Check[] = [devicesGiven, deviceVerbsUsed]
