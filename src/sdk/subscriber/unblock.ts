import type { FailureId } from '../../contract/failures.ts'
import type { Client } from '../base/client.ts'
import { errorOf } from '../base/fail.ts'
import { demandUnarmed } from '../base/gate.ts'
import type { KnownSubscriber } from '../base/registry.ts'

/** The failure with which `OT.unblockAudio()` rejects, by the name of the browser's refusal (recorded: `webrtc/audioBlocked/unblockAudio-fails-*`). */
const refusals: Readonly<Record<string, FailureId>> = {
  NotAllowedError: 'OT.unblockAudio/not-allowed',
  NotSupportedError: 'OT.unblockAudio/not-supported',
  InvalidStateError: 'OT.unblockAudio/invalid-state',
  TypeError: 'OT.unblockAudio/type-error',
}

const unblock = (client: Client, { _model }: KnownSubscriber): Promise<undefined> =>
  new Promise((resolve, reject) => {
    _model.unblockAudio((problem) => {
      if (problem === null) resolve(undefined)
      else reject(errorOf(client, refusals[problem.name] ?? 'OT.unblockAudio/playback-failed'))
    })
  })

/** `OT.unblockAudio()`: resolves with a list of one for each subscriber (recorded: `webrtc/audioBlocked/unblockAudio-*`). */
export function unblockAudio(client: Client): undefined[] | Promise<undefined[]> {
  demandUnarmed(client, 'OT.unblockAudio', {}, 'media:playback')
  const subscribers = [...client.registry.subscribers]
  // Where nothing is blocked, nothing is waited for (observed: `connected:20310915:35`).
  if (subscribers.every(({ _model }) => !_model.isAudioBlocked)) return subscribers.map(() => undefined)
  return Promise.all(subscribers.map((subscriber) => unblock(client, subscriber)))
}
