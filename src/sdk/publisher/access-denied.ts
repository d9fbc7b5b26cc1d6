import { SdkEvent } from '../base/events.ts'

/** The device that was refused; `device` where the SDK does not tell which. */
export type RefusedDevice = 'device' | 'camera' | 'microphone'

/** Unable to publish, as the SDK says it in every dialect (observed with SDK 2.35.2). */
const code = 1500

/**
 * The event `accessDenied`. Applications read the first word of its message, which is the device (observed with SDK 2.35.2).
 */
export const accessDenied = (device: RefusedDevice, when: string): SdkEvent =>
  new SdkEvent('accessDenied', false, {
    error: undefined,
    message: `${device}: permission was refused ${when}`,
    title: 'accessDenied',
    code,
    component: undefined,
  })
