import { describe, expect, test } from 'vitest'
import { sdkClient } from '../../../test/worlds/sdk-client.ts'
import { mediaPoint } from '../../contract/fault-points.ts'
import { plainFault } from '../../faults/fault.ts'
import { BrowserRefusal } from '../base/browser-refusal.ts'
import type { MediaConditions } from '../base/media-conditions.ts'
import { Peer } from './peer.ts'

function peerOf(arrange: (media: MediaConditions) => void = () => {}) {
  const parts = sdkClient()
  arrange(parts.client.media)
  const heard: string[] = []
  const note = (what: string): void => void heard.push(what)
  const peer = new Peer({
    client: parts.client,
    side: 'subscriber',
    identity: () => ({ operation: 'Session.subscribe', streamId: 's1', name: 'Alice' }),
    kind: 'work',
    events: {
      ice: (state) => note(state),
      tracks: () => note('tracks'),
      path: () => note('path'),
      closed: () => note('closed'),
    },
  })
  const done = (step: string) => (problem: { name: string } | null) => note(`${step} ${problem?.name ?? 'done'}`)
  const negotiate = async (): Promise<void> => {
    peer.setRemoteDescription(true, done('remote'))
    peer.createAnswer(done('answer'))
    await parts.clock.advance(50)
    peer.setLocalDescription(done('local'))
    await parts.clock.advance(50)
    peer.addCandidate()
    peer.described()
    await parts.clock.advance(1000)
  }
  return { ...parts, peer, heard, done, negotiate }
}

describe('a connection of the browser', () => {
  test('finds its path once both sides are described and a way is known', async () => {
    const { peer, heard, negotiate } = peerOf()
    expect([peer.hasOffer, peer.isConnected]).toEqual([false, false])
    await negotiate()
    expect(heard).toEqual(['tracks', 'remote done', 'answer done', 'local done', 'checking', 'connected', 'path'])
    expect([peer.state, peer.hasOffer, peer.hasPath, peer.isConnected]).toEqual(['connected', true, true, true])
  })

  test('cannot answer what was not offered', async () => {
    const { peer, heard, done, clock } = peerOf()
    peer.createAnswer(done('answer'))
    await clock.advance(10)
    expect(heard).toEqual(['answer InvalidStateError'])
  })

  test('rejects a description that cannot be read', async () => {
    const { peer, heard, done, clock } = peerOf()
    peer.setRemoteDescription(false, done('remote'))
    await clock.advance(100)
    expect(heard).toEqual(['remote OperationError'])
  })

  test('takes the course that was planned, and no other', async () => {
    const { heard, negotiate } = peerOf((media) => media.plan({ states: ['checking', 'failed'] }))
    await negotiate()
    expect(heard.filter((what) => ['checking', 'connected', 'failed'].includes(what))).toEqual(['checking', 'failed'])
  })

  test('is in the state that is reported, whatever comes', async () => {
    const { peer, heard, negotiate } = peerOf()
    peer.report('checking')
    await negotiate()
    expect(peer.isConnected).toBe(false)
    peer.report('connected')
    expect(heard.at(-1)).toBe('connected')
  })

  test('shows nothing where the other side did not take the answer', async () => {
    const { peer, heard, negotiate } = peerOf()
    peer.refusedByOtherSide()
    await negotiate()
    expect([peer.isConnected, heard.includes('path')]).toEqual([true, false])
  })

  test('says nothing any more once it is closed', async () => {
    const { peer, heard, negotiate } = peerOf()
    await negotiate()
    heard.splice(0)
    peer.close()
    peer.report('failed')
    expect([peer.isClosed, heard]).toEqual([true, []])
  })
})

describe('a step that goes wrong', () => {
  test('rejects by the name that was given, or never answers', async () => {
    const { peer, heard, done, clock } = peerOf((media) => {
      media.fail({ step: 'createOffer', how: 'rejects', error: 'NotAllowedError' })
      media.fail({ step: 'getStats', how: 'hangs' })
    })
    peer.createOffer(done('offer'))
    peer.getStats(false, done('stats'))
    await clock.advance(60_000)
    expect(heard).toEqual(['offer NotAllowedError'])
  })

  test('throws in the middle of the call', () => {
    const { peer, done } = peerOf((media) => {
      for (const step of ['addTrack', 'setConfiguration', 'setRemoteDescription'] as const) {
        media.fail({ step, how: 'throws', error: 'InvalidStateError' })
      }
    })
    expect(() => peer.addTracks()).toThrow(BrowserRefusal)
    expect(() => peer.setConfiguration()).toThrow(BrowserRefusal)
    expect(() => peer.setRemoteDescription(true, done('remote'))).toThrow(/told to fail at setRemoteDescription/)
    expect(() => peerOf((media) => media.fail({ step: 'create', how: 'throws' }))).toThrow(BrowserRefusal)
  })

  test('never answers a description that hangs', async () => {
    const { heard, negotiate } = peerOf((media) => media.fail({ step: 'setRemoteDescription', how: 'hangs' }))
    await negotiate()
    expect(heard).toEqual(['answer InvalidStateError', 'local done'])
  })

  test('is one that a failure was armed for, of its own operation and stream', async () => {
    const { plan, peer, heard, done, clock } = peerOf()
    const failure = 'Session.subscribe/create-answer-failed'
    const point = mediaPoint('Session.subscribe', 'media:create-answer')
    plan.arm(plainFault({ point, action: { kind: 'client', failure }, match: { streamId: 's1' } }))
    peer.setRemoteDescription(true, done('remote'))
    peer.createAnswer(done('answer'))
    await clock.advance(100)
    expect(heard).toEqual(['tracks', 'remote done', 'answer OperationError'])
  })
})
