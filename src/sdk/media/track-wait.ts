import type { Client } from '../base/client.ts'
import { trackPatienceMs, trackPollMs } from './timing.ts'

export interface TracksThere {
  readonly audio: boolean
  readonly video: boolean
}

/** How long the SDK waits, once the first track is there: until sound is there, then until all that is expected is, each for two seconds. */
export function waitForTracks(client: Client, there: TracksThere, expected: TracksThere, done: () => void): void {
  const complete = (there.audio || !expected.audio) && (there.video || !expected.video)
  const waits = [there.audio, complete].map((isThere) => (isThere ? trackPollMs : trackPatienceMs))
  const delayMs = waits.reduce((sum, wait) => sum + wait, 0)
  client.clock.after(delayMs, done, { what: 'the tracks of a subscriber', kind: 'work' })
}
