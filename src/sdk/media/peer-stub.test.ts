import { describe, expect, test } from 'vitest'
import { readPeerStub } from './peer-stub.ts'

describe('what the vocabulary says of connections', () => {
  test.each([
    [{ createOffer: 'reject' }, { step: 'createOffer', how: 'rejects' }],
    [{ createAnswer: 'hang' }, { step: 'createAnswer', how: 'hangs' }],
    [{ addTrack: 'throws' }, { step: 'addTrack', how: 'throws' }],
    [
      { createOffer: { reject: 'NotAllowedError', after: 2 } },
      { step: 'createOffer', how: 'rejects', error: 'NotAllowedError', after: 2 },
    ],
    [
      { create: { throws: 'NotSupportedError' }, only: 1 },
      { step: 'create', how: 'throws', only: 1 },
    ],
    [
      { createOffer: 'reject', probe: true },
      { step: 'createOffer', probe: true },
    ],
  ])('%j is a step that goes wrong', (stub, trouble) => {
    expect(readPeerStub(stub)).toMatchObject({ troubles: [trouble], course: null })
  })

  test.each([
    ['failed', ['checking', 'failed']],
    ['stuck', ['checking']],
    [
      ['connected', 'disconnected'],
      ['connected', 'disconnected'],
    ],
  ])('ice: %j is a course', (ice, states) => {
    expect(readPeerStub({ ice }, { of: 'subscriber' })).toEqual({ troubles: [], course: { states, of: 'subscriber' } })
  })

  test('a constructor that throws fails the test of the browser as well', () => {
    expect(readPeerStub('throws').troubles).toMatchObject([{ step: 'create', how: 'throws', probe: true }])
  })

  test.each([
    ['always', /says nothing of connections/],
    [{ createOfer: 'reject' }, /createOfer: "reject" is no way for a connection to fail/],
    [{ createOffer: 'sometimes' }, /createOffer: "sometimes" is no way/],
    [{ createOffer: { reject: 3 } }, /is no way/],
    [{ ice: ['conected'] }, /is no course/],
  ])('%j is refused', (stub, message) => {
    expect(() => readPeerStub(stub)).toThrow(message)
  })
})
