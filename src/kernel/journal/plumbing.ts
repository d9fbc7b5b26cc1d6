/** The entries of a journal that are of every call alike, and no part of its story. */

import type { JournalEntry } from './entry.ts'

const plumbing: Readonly<Partial<Record<JournalEntry['kind'], RegExp>>> = {
  call: /./,
  fact: /./,
  heard: /./,
  request: /^(config|.*\.(candidate|offer|answer)|.*_channel\.update)$/,
  reply: /^(config|.*\.(candidate|offer|answer)|.*_channel\.update)$/,
  event: /^(videoDimensionsChanged|mediaStreamAvailable|videoElementCreated)$/,
  control: /^circumstances\.credentials$/,
}

/** Whether an entry is of what every call goes through, and no part of its story. */
export const isPlumbing = ({ kind, what }: JournalEntry): boolean => plumbing[kind]?.test(what) === true
