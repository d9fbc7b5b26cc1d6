import type { MediaProcessorConnector } from '../surface/device.ts'

/** Whether something can stand between a device and a stream: it takes tracks, and can be ended. */
export const isConnector = (value: unknown): value is MediaProcessorConnector =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'setTrack') === 'function' &&
  typeof Reflect.get(value, 'destroy') === 'function'
