import type { Client } from '../base/client.ts'
import { errorOf } from '../base/fail.ts'
import { demandUnarmed } from '../base/gate.ts'
import { isBag } from '../base/properties.ts'

const codeIn = (value: unknown): number | string | undefined =>
  typeof value === 'number' || typeof value === 'string' ? value : undefined

/** `OT.handleJsException({ error, target })`: an `exception` like those of the SDK. Throws an Error without a target (recorded: `OT.handleJsException/no-target`). */
export function handleJsException(client: Client, exception: unknown): void {
  demandUnarmed(client, 'OT.handleJsException')
  const { error, errorMsg, code, target } = isBag(exception) ? exception : {}
  if (!isBag(target)) throw errorOf(client, 'OT.handleJsException/missing-target')
  const cause = isBag(error) ? error : {}
  client.dispatchException({
    target,
    code: codeIn(code) ?? codeIn(cause['code']),
    message: String(errorMsg ?? cause['message'] ?? ''),
    ...(error instanceof Error ? { error } : {}),
  })
}
