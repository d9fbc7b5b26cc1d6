import type { Client } from './client.ts'

/** Tries to play with the sound that is blocked, on every subscriber; whoever has media of their own may (recorded: `audioBlocked/unblocked-by-publisher-media`). */
export function unblockAll(client: Client): void {
  for (const { _core } of client.registry.subscribers) if (_core.isAudioBlocked) _core.unblockAudio(() => {})
}
