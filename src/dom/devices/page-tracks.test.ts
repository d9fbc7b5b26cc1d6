import { beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../kernel/time/virtual-clock.ts'
import { nextTurn } from '../../kernel/time/wall-clock.ts'
import type { MediaRequest } from '../../ports/devices.ts'
import type { Track } from '../../ports/track.ts'
import { pageTracks } from './page-tracks.ts'
import { SimulatedTrack } from './tracks.ts'

const request: MediaRequest = {
  audio: { want: 'any' },
  video: { want: 'any' },
  screen: false,
  width: 320,
  height: 240,
  frameRate: 10,
  facingMode: null,
  name: 'Ann',
}

const camera = { kind: 'videoinput', deviceId: 'camera-1', label: 'Simulated camera' } as const
const microphone = { kind: 'audioinput', deviceId: 'default', label: 'Simulated microphone' } as const

class FakeTrack {
  readonly kind: string
  readonly id: string
  readonly label: string = ''
  readyState = 'live'
  constructor(kind: string, id: string) {
    this.kind = kind
    this.id = id
  }
  getSettings(): object {
    return { deviceId: 'canvas', width: 100 }
  }
  stop(): void {
    this.readyState = 'ended'
  }
  async applyConstraints(): Promise<void> {}
}

class FakeStream {
  readonly tracks: readonly unknown[]
  constructor(tracks: readonly unknown[] = []) {
    this.tracks = tracks
  }
  getTracks(): readonly unknown[] {
    return this.tracks
  }
  getVideoTracks(): readonly unknown[] {
    return this.tracks
  }
  getAudioTracks(): readonly unknown[] {
    return this.tracks
  }
}

/** A browser as far as a simulated camera needs one: canvases and streams. */
function fakeBrowser() {
  const written: string[] = []
  const context = {
    fillRect: () => {},
    beginPath: () => {},
    arc: () => {},
    fill: () => {},
    fillText: (text: string) => written.push(text),
  }
  const document = {
    documentElement: { getBoundingClientRect: () => ({ width: 800 }) },
    createElement: () => ({
      getContext: () => context,
      captureStream: () => new FakeStream([new FakeTrack('video', 'film')]),
    }),
  }
  const window = {
    Event,
    MediaStream: FakeStream,
    MediaStreamTrack: FakeTrack,
    AudioContext: class {
      createMediaStreamDestination(): { stream: FakeStream } {
        return { stream: new FakeStream([new FakeTrack('audio', 'silence')]) }
      }
    },
  }
  return { page: { document, window }, written }
}

beforeEach(() => frames.reset())

const clock = new VirtualClock({ mode: 'manual', epoch: Date.UTC(2026, 0, 2, 3, 4, 5), nextTurn })
const frames = new VirtualClock({ mode: 'manual', epoch: 0, nextTurn })
let ids = 0
const newId = (): string => `id-${++ids}`

// The fakes have only what is looked at.
const tracksOf = (page: object) =>
  pageTracks({
    ...(page as { document: Document; window: never }),
    clock,
    frames: {
      now: () => frames.now(),
      after: (ms, run) => void frames.after(ms, run, { what: 'the next picture', kind: 'calendar' }),
    },
    newId,
  })

describe('in a browser', () => {
  it('the camera is a moving picture with the name and the time in it', async () => {
    const { page, written } = fakeBrowser()
    tracksOf(page).makeTrack('video', camera, request)
    expect(written).toEqual(['Ann', '03:04:05'])
    await frames.advance(99)
    expect(written).toHaveLength(2)
    await frames.advance(101)
    expect(written).toHaveLength(6)
  })

  it('nothing is drawn once the track has ended', async () => {
    const { page, written } = fakeBrowser()
    tracksOf(page).makeTrack('video', camera, request).stop()
    await frames.runAll()
    expect(written).toHaveLength(2)
  })

  it('a track says that it comes from the simulated device', () => {
    const track = tracksOf(fakeBrowser().page).makeTrack('video', camera, request)
    expect(track.label).toBe('Simulated camera')
    expect(track.getSettings?.()).toEqual({ deviceId: 'camera-1', width: 100, height: 240, frameRate: 10 })
  })

  it('the microphone is silence, and both make a real stream', () => {
    const { makeTrack, makeMedia } = tracksOf(fakeBrowser().page)
    const tracks: Track[] = [makeTrack('audio', microphone, request), makeTrack('video', camera, request)]
    const media = makeMedia(tracks)
    expect(media).toBeInstanceOf(FakeStream)
    expect(media.getTracks()).toEqual(tracks)
  })

  it('a stream with a track that is none of the browser is described instead', () => {
    const { makeMedia } = tracksOf(fakeBrowser().page)
    const media = makeMedia([new SimulatedTrack('video', 'v', 'own', {})])
    expect(media).not.toBeInstanceOf(FakeStream)
    expect(media.getVideoTracks()).toHaveLength(1)
  })
})

describe('where nothing is laid out', () => {
  it('tracks are described, whatever a test has put into the window', () => {
    const { page, written } = fakeBrowser()
    const flat = {
      ...page,
      document: { ...page.document, documentElement: { getBoundingClientRect: () => ({ width: 0 }) } },
    }
    const track = tracksOf(flat).makeTrack('video', camera, request)
    expect(track).toBeInstanceOf(SimulatedTrack)
    expect(written).toEqual([])
  })
})
