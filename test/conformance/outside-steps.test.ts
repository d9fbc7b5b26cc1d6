import { describe, expect, it } from 'vitest'
import { configure } from './configure.ts'
import { createFakeRig } from './fake-rig.ts'
import { doOutside } from './outside-steps.ts'
import { openPage } from './page.ts'
import type { Given, OutsideStep } from './recorded-case.ts'
import type { Rig, RigBrowser, RigHttp, RigService } from './rig.ts'
import { unsupportedBrowser, unsupportedHttp, unsupportedService } from './unsupported-rig.ts'
import { openWorld } from './world.ts'

/** A rig part whose methods note their arguments in `calls`. */
function noting<Part extends object>(part: Part, calls: unknown[][]): Part {
  return new Proxy(part, {
    get:
      (_part, method) =>
      (...args: unknown[]) => {
        calls.push([method, ...args])
      },
  })
}

async function openNotingRig() {
  const calls: unknown[][] = []
  const rig: Rig = {
    ...(await createFakeRig(openPage())),
    service: noting<RigService>(unsupportedService, calls),
    http: noting<RigHttp>(unsupportedHttp, calls),
    browser: noting<RigBrowser>(unsupportedBrowser, calls),
  }
  return { rig, calls }
}

async function doing(step: OutsideStep) {
  const { rig, calls } = await openNotingRig()
  const world = openWorld(rig)
  doOutside(world, step)
  return { calls, marks: world.log.entries().map(({ facts }) => facts) }
}

async function given(what: Given) {
  const { rig, calls } = await openNotingRig()
  configure(rig, what)
  return calls
}

describe('steps of the service and the browser', () => {
  it('hands a server operation to the rig, with its mark', async () => {
    const { calls, marks } = await doing({ server: 'remoteUnpublish', id: 's1', reason: 'clientDisconnected' })
    expect(calls).toEqual([['remoteUnpublish', 's1', 'clientDisconnected']])
    expect(marks).toEqual([{ mark: 'server', op: 'remoteUnpublish' }])
  })

  it('reads a lost connection with and without a close code', async () => {
    expect((await doing({ server: 'drop' })).calls).toEqual([['drop', null, false]])
    expect((await doing({ server: 'drop', code: 1001, clean: true })).calls).toEqual([['drop', 1001, true]])
  })

  it('turns cfg into the same calls as given.server', async () => {
    const { calls, marks } = await doing({ server: 'cfg', set: { publish: 'jsep' } })
    expect(calls).toEqual([['publish', 'jsep']])
    expect(marks).toEqual([{ mark: 'server', op: 'cfg' }])
  })

  it('takes the publisher for tracks and the subscriber for ICE when a step does not say', async () => {
    expect((await doing({ track: 'ended', kind: 'all' })).calls).toEqual([['track', 'ended', 'all', 'publisher']])
    expect((await doing({ ice: 'failed' })).calls).toEqual([['ice', 'failed', 'subscriber']])
    expect((await doing({ ice: 'failed', of: 'publisher' })).calls).toEqual([['ice', 'failed', 'publisher']])
  })

  it('marks a track and a media element event by what happened', async () => {
    expect((await doing({ track: 'mute', kind: 'video' })).marks).toEqual([{ mark: 'track', what: 'video-mute' }])
    const failing = await doing({ videoElement: { of: 'publisher', error: 3 } })
    expect(failing.marks).toEqual([{ mark: 'videoElement', what: 'error-3' }])
    expect(failing.calls).toEqual([['elementEvent', { what: 'error', code: 3 }, 'publisher']])
    const playing = await doing({ videoElement: { of: 'subscriber', play: null } })
    expect(playing.calls).toEqual([['elementEvent', { what: 'play', rejects: null, evenMuted: false }, 'subscriber']])
  })

  it('changes devices without a mark', async () => {
    const { calls, marks } = await doing({ media: { devices: [{ kind: 'videoinput' }], devicechange: true } })
    expect(calls).toEqual([['devices', [{ kind: 'videoinput' }]], ['deviceChange']])
    expect(marks).toEqual([])
  })

  it('refuses a step or an operation that the vocabulary does not have', async () => {
    await expect(doing({ dance: true })).rejects.toThrow(/cannot arrange the step/)
    await expect(doing({ server: 'dance' })).rejects.toThrow(/cannot arrange the server step dance/)
    await expect(doing({ js: 'alert(1)' })).rejects.toThrow(/cannot arrange the harness code/)
  })
})

describe('configuring a rig by given', () => {
  it('gives remote streams audio and video unless the case says otherwise', async () => {
    const remote = { connections: [{ id: 'c1' }], streams: [{ id: 's1', connection: 'c1', audio: false }] }
    const people = { connections: [{ id: 'c1' }], streams: [{ id: 's1', connection: 'c1', video: true, audio: false }] }
    expect(await given({ server: { remote } })).toEqual([['remote', people]])
  })

  it('gives replies, sockets and HTTP answers as lists, one per request', async () => {
    expect(await given({ server: { replies: { 'stream.create': { status: '403', reason: 'r' } } } })).toEqual([
      ['replies', 'stream.create', [{ status: '403', reason: 'r' }]],
    ])
    expect(await given({ server: { socket: { closeAfterOpen: 1003 } } })).toEqual([
      ['socket', [{ closeAfterOpen: 1003 }]],
    ])
    expect(await given({ http: { sessionInfo: ['abort', { json: '@ok' }] } })).toEqual([
      ['sessionInfo', [{ abort: 'failed' }, { json: '@ok' }]],
    ])
  })

  it('stubs the browser, and takes it offline first', async () => {
    expect(await given({ offline: true, media: { getUserMedia: { reject: 'NotFoundError' } } })).toEqual([
      ['offline'],
      ['getUserMedia', { reject: 'NotFoundError' }],
    ])
  })
})
