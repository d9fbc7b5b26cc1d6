import { beforeEach, describe, expect, it } from 'vitest'
import type { SimulatedDevices } from '../../src/dom/devices/devices.ts'
import type { Clock } from '../../src/kernel/time/clock.ts'
import type { CaptureProblem, DeviceInfo, Devices, MediaRequest } from '../../src/ports/devices.ts'
import type { Media, Track } from '../../src/ports/track.ts'

/** Devices, the means to change them, and the clock by which they answer. */
export interface DevicesUnderTest {
  readonly devices: SimulatedDevices
  readonly clock: Clock
}

const request: MediaRequest = {
  audio: { want: 'any' },
  video: { want: 'any' },
  screen: false,
  width: 320,
  height: 240,
  frameRate: 15,
  facingMode: null,
  name: 'Ann',
}

const capture = (devices: Devices, change: Partial<MediaRequest> = {}): Promise<Media | CaptureProblem> =>
  new Promise((answer) => devices.capture({ ...request, ...change }, { granted: answer, denied: answer }))

async function granted(devices: Devices, change: Partial<MediaRequest> = {}): Promise<Media> {
  const answer = await capture(devices, change)
  if ('getTracks' in answer) return answer
  throw new Error(`Media was expected, and ${answer.name} was the answer.`)
}

async function problem(devices: Devices, change: Partial<MediaRequest> = {}): Promise<CaptureProblem> {
  const answer = await capture(devices, change)
  if (!('getTracks' in answer)) return answer
  throw new Error('A problem was expected, and media was the answer.')
}

const list = (devices: Devices): Promise<readonly DeviceInfo[] | CaptureProblem> =>
  new Promise((answer) => devices.list({ listed: answer, failed: answer }))

const kindsOf = (media: Media): readonly string[] => media.getTracks().map(({ kind }) => kind)

/** What devices keep to in any environment, whatever a track is made of there. */
export function describeDevicesContract(name: string, open: () => DevicesUnderTest): void {
  describe(`${name}: the contract of the Devices port`, () => {
    let devices: SimulatedDevices
    let clock: Clock
    beforeEach(() => {
      ;({ devices, clock } = open())
    })

    it('has one camera, one microphone and one speaker to begin with', async () => {
      expect(await list(devices)).toEqual([
        expect.objectContaining({ kind: 'audioinput' }),
        expect.objectContaining({ kind: 'videoinput' }),
        expect.objectContaining({ kind: 'audiooutput' }),
      ])
    })

    it('answers later, once, with live tracks that are on', async () => {
      const order: string[] = []
      const answer = capture(devices).then((media) => {
        order.push('answered')
        return media
      })
      order.push('returned')
      const media = await answer
      await clock.settled()
      expect(order).toEqual(['returned', 'answered'])
      expect(kindsOf(media as Media)).toEqual(['audio', 'video'])
      for (const track of (media as Media).getTracks()) {
        expect([track.readyState, track.enabled]).toEqual(['live', true])
      }
    })

    it('gives each track an id of its own, and the label of its device', async () => {
      const media = await granted(devices)
      expect(new Set(media.getTracks().map(({ id }) => id)).size).toBe(2)
      expect(media.getVideoTracks()[0]?.label).toBe('Simulated camera')
    })

    it('says of a picture how large it is, and which device it comes from', async () => {
      const [track] = (await granted(devices)).getVideoTracks()
      expect(settingsOf(track)).toMatchObject({ width: 320, height: 240, frameRate: 15, deviceId: 'camera-1' })
    })

    it('gives only what is wanted', async () => {
      expect(kindsOf(await granted(devices, { audio: { want: 'none' } }))).toEqual(['video'])
      expect(kindsOf(await granted(devices, { video: { want: 'none' } }))).toEqual(['audio'])
    })

    it('gives back the track that the application brought', async () => {
      const [own] = (await granted(devices)).getVideoTracks()
      if (own === undefined) throw new Error('There is no track to bring.')
      const media = await granted(devices, { audio: { want: 'none' }, video: { want: 'track', track: own } })
      expect(media.getVideoTracks()[0]).toBe(own)
    })

    it('finds a device by its id, and knows no other', async () => {
      expect(kindsOf(await granted(devices, { video: { want: 'device', deviceId: 'camera-1' } }))).toContain('video')
      expect(await problem(devices, { video: { want: 'device', deviceId: 'camera-9' } })).toMatchObject({
        name: 'OverconstrainedError',
        constraintName: 'deviceId',
      })
    })

    it('asks no camera for a screen', async () => {
      devices.setPermission('camera', 'denied')
      const media = await granted(devices, { screen: true, audio: { want: 'none' } })
      expect(media.getVideoTracks()[0]?.label).toBe('Simulated screen')
    })

    it.each([
      ['denied', 'NotAllowedError'],
      ['dismissed', 'PermissionDismissedError'],
    ] as const)('is refused when permission is %s', async (permission, expected) => {
      devices.setPermission('camera', permission)
      expect(await problem(devices)).toMatchObject({ name: expected })
    })

    it('never hears of a prompt that nobody answers', async () => {
      devices.setPermission('microphone', 'unanswered')
      let answers = 0
      const count = (): void => {
        answers++
      }
      devices.capture(request, { granted: count, denied: count })
      await clock.settled()
      expect(answers).toBe(0)
    })

    it('is refused a device that is in use, or that is not there', async () => {
      devices.setOccupied('videoinput', true)
      expect(await problem(devices)).toMatchObject({ name: 'NotReadableError' })
      devices.unplug('audioinput')
      expect(await problem(devices)).toMatchObject({ name: 'NotFoundError' })
    })

    const endsOf = (media: Media): readonly string[] => {
      const ended: string[] = []
      for (const track of media.getTracks()) track.addEventListener?.('ended', () => ended.push(track.kind))
      return ended
    }

    it('ends the tracks of a device that is unplugged, and tells of it', async () => {
      let changes = 0
      const stop = devices.watch({ devicesChanged: () => changes++ })
      const media = await granted(devices)
      const ended = endsOf(media)
      devices.unplug('videoinput')
      expect([media.getVideoTracks()[0]?.readyState, ...ended]).toEqual(['ended', 'video'])
      stop()
      devices.unplug('audioinput')
      expect([ended, changes]).toEqual([['video', 'audio'], 1])
    })

    // Chromium ends every track of the request (fixtures/facts/measured.json).
    it('ends the tracks of a request one of whose devices is refused later, after it has told of that', async () => {
      const media = await granted(devices)
      const told: string[] = []
      devices.watch({ accessRefused: (device) => told.push(device) })
      for (const track of media.getTracks()) track.addEventListener?.('ended', () => told.push(`${track.kind} ended`))
      devices.setPermission('microphone', 'denied')
      devices.setPermission('microphone', 'denied')
      expect(told).toEqual(['microphone', 'video ended', 'audio ended'])
      expect(media.getVideoTracks()[0]?.readyState).toBe('ended')
    })

    it('receives the media of a stream as it is described', () => {
      const description = { audio: false, video: true, width: 160, height: 120, name: 'Bob' }
      const media = devices.receive(description)
      expect(kindsOf(media)).toEqual(['video'])
      expect(settingsOf(media.getVideoTracks()[0])).toMatchObject({ width: 160, height: 120 })
    })

    it('is as new after a reset', async () => {
      devices.setPermission('camera', 'denied')
      devices.unplug('audioinput')
      devices.reset()
      expect(kindsOf(await granted(devices))).toEqual(['audio', 'video'])
    })
  })
}

const settingsOf = (track: Track | undefined): unknown =>
  track !== undefined && 'getSettings' in track && typeof track.getSettings === 'function' ? track.getSettings() : null
