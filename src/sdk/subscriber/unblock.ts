import type { FailureId } from '../../contract/failures.ts'
import { demandUnarmed } from '../base/armed-failure.ts'
import type { Client } from '../base/client.ts'
import { errorOf } from '../base/fail.ts'
import type { SubscriberCore } from './core.ts'

/** Tries to play with the sound that is blocked, on every subscriber; whoever has media of their own may (recorded: `audioBlocked/unblocked-by-publisher-media`). */
export function unblockAll(client: Client): void {
  for (const { _core } of client.registry.subscribers) if (_core.isAudioBlocked) _core.unblockAudio(() => {})
}

/** What `OT.unblockAudio()` rejects with, by the name of the browser's refusal (recorded: `audioBlocked/unblockAudio-fails-*`). */
const refusals: Readonly<Record<string, FailureId>> = {
  NotAllowedError: 'OT.unblockAudio/not-allowed',
  NotSupportedError: 'OT.unblockAudio/not-supported',
  InvalidStateError: 'OT.unblockAudio/invalid-state',
  TypeError: 'OT.unblockAudio/type-error',
}

const unblock = (client: Client, subscriber: SubscriberCore): Promise<undefined> =>
  new Promise((resolve, reject) => {
    subscriber.unblockAudio((problem) => {
      if (problem === null) resolve(undefined)
      else reject(errorOf(client, refusals[problem.name] ?? 'OT.unblockAudio/playback-failed'))
    })
  })

/** `OT.unblockAudio()`: resolves with a list of one for each subscriber (recorded). */
export async function unblockAudio(client: Client): Promise<undefined[]> {
  demandUnarmed(client, 'OT.unblockAudio', 'media:playback')
  return await Promise.all([...client.registry.subscribers].map(({ _core }) => unblock(client, _core)))
}
