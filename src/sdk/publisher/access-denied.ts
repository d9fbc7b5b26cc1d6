import { SdkEvent } from '../base/events.ts'

/** What was refused: `device` where the SDK does not tell which. */
export type RefusedDevice = 'device' | 'camera' | 'microphone'

/** Unable to publish, as the SDK says it in every dialect (recorded: `access/denied-while-initialising`). */
const code = 1500

/**
 * The event `accessDenied`. Applications read the first word of its message, which is the device (recorded:
 * `access/denied-while-initialising`, `access/denied-during-call`).
 */
export const accessDenied = (device: RefusedDevice, when: string): SdkEvent =>
  new SdkEvent('accessDenied', false, {
    error: undefined,
    message: `${device}: permission was refused ${when}`,
    title: 'accessDenied',
    code,
    component: undefined,
  })
