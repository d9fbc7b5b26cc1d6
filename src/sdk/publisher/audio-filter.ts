import type { Client } from '../base/client.ts'
import { type Bag, isBag } from '../base/properties.ts'

/** Whether a value is a filter of sound that the SDK knows; there is one alone. */
export const isAudioFilter = (filter: unknown): filter is Bag =>
  isBag(filter) && filter['type'] === 'advancedNoiseSuppression'

/**
 * Whether a filter is waited for without end: the SDK loads its files from a server, and where they do not come it neither goes on nor
 * says so (recorded: `live/programs/noise-suppression-without-its-files-*`).
 */
export const isOutOfReach = ({ devices }: Client, filter: unknown): boolean =>
  isAudioFilter(filter) && !devices.support.filterFiles
