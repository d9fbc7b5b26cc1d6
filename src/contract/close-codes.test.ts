import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type CloseOutcome, closeOutcome } from './close-codes.ts'

interface Case {
  readonly id: string
  readonly given: { readonly server?: { readonly reconnection?: boolean } }
  readonly when: { readonly server?: string; readonly code?: number }
  readonly then: { readonly events: readonly { readonly type?: string; readonly reason?: string }[] }
}

const file = new URL('../../fixtures/observed/reconnect.json', import.meta.url)
const closings = (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }).cases.filter(
  ({ when }) => when.server === 'drop' && when.code !== undefined,
)

function outcomeOf({ then }: Case): CloseOutcome {
  if (then.events.some(({ type }) => type === 'sessionReconnecting')) return 'reconnects'
  const ended = then.events.find(({ type }) => type === 'sessionDisconnected')
  return ended?.reason === 'clientDisconnected' ? 'clientDisconnected' : 'networkDisconnected'
}

test('a session that is closed reconnects, or ends for the reason that was recorded', () => {
  expect(closings.length).toBeGreaterThan(10)
  const wrong = closings.filter(
    (closing) =>
      closeOutcome(closing.when.code ?? 0, closing.given.server?.reconnection !== false) !== outcomeOf(closing),
  )
  expect(wrong.map(({ id }) => id)).toEqual([])
})
