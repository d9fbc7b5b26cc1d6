import { expect, test } from 'vitest'
import { buildCase } from './build-case.ts'
import { usesMediaStubs } from './media-stubs.ts'
import type { RecordedCase } from './recorded-case.ts'

const plain = buildCase({}, { given: { media: { getUserMedia: 'slow' } } })

test('a case uses media stubs where one is given, or a step makes one do something', () => {
  const using: readonly Partial<RecordedCase>[] = [
    { given: { media: { peerConnection: 'missing' } } },
    { given: { media: { videoElement: { error: 3 } } } },
    { given: { setup: [{ ice: 'failed', of: 'publisher' }] } },
    { when: { decryption: 'ok' } },
    { after: [{ track: 'ended', of: 'publisher', kind: 'video' }] },
  ]
  expect(usesMediaStubs(plain)).toBe(false)
  expect(using.filter((parts) => !usesMediaStubs({ ...plain, ...parts }))).toEqual([])
})
