import { describe, expect, test } from 'vitest'
import { outcomeOf, readyPublisher } from '../../../test/worlds/one-call.ts'
import { SimulatedTrack } from '../../dom/devices/tracks.ts'
import { createSimulator } from '../../simulator.ts'

/** Filters answer on the clock. */
const instant = { clock: 'instant' } as const

const blur = { type: 'backgroundBlur', blurStrength: 'low' } as const

/** A connector that puts a track of its own in the place of what it is given. */
function connector() {
  const calls: string[] = []
  const own = new SimulatedTrack('video', 'processed', 'processed', {})
  return {
    own,
    calls,
    setTrack: async (track: { label: string }) => {
      calls.push(`setTrack ${track.label}`)
      return own
    },
    destroy: async () => void calls.push('destroy'),
  }
}

const connect = (publisher: object, made: unknown): PromiseLike<unknown> =>
  outcomeOf(Reflect.apply(Reflect.get(publisher, 'setVideoMediaProcessorConnector'), publisher, [made]))

describe('noise suppression whose files do not come', () => {
  const noise = { type: 'advancedNoiseSuppression' } as const

  test('is waited for without end by the publisher that is made with it, and its tracks end with it', async () => {
    const simulator = createSimulator({ seed: 1, epoch: 0 })
    simulator.circumstances.browser({ filterFiles: false })
    const told: unknown[] = []
    const publisher = simulator.OT.initPublisher(undefined, { audioFilter: noise }, (error) => told.push(error))
    await simulator.settled()
    expect([told, publisher.accessAllowed, publisher.getAudioFilter()]).toEqual([[], false, null])
    publisher.destroy()
    await simulator.settled()
    expect(told).toEqual([])
  })

  test('is applied never', async () => {
    const { simulator, publisher } = await readyPublisher({}, instant)
    simulator.circumstances.browser({ filterFiles: false })
    const settled: string[] = []
    const note = (): void => void settled.push('settled')
    publisher.applyAudioFilter(noise).then(note, note)
    await simulator.settled()
    expect([settled, publisher.getAudioFilter()]).toEqual([[], null])
  })
})

describe('a filter', () => {
  test('is in force until it is cleared', async () => {
    const { publisher } = await readyPublisher({}, instant)
    await publisher.applyVideoFilter(blur)
    expect(publisher.getVideoFilter()).toEqual(blur)
    await publisher.clearVideoFilter()
    expect(publisher.getVideoFilter()).toBeNull()
  })

  test.each([
    [{ type: 'sepia' }],
    [{ type: 'backgroundReplacement', backgroundImgUrl: 'picture.pdf' }],
    ['backgroundBlur'],
  ])('%j is none, and is refused', async (filter) => {
    const { publisher } = await readyPublisher({}, instant)
    const refused = outcomeOf(Reflect.apply(publisher.applyVideoFilter, publisher, [filter]))
    expect(await refused).not.toHaveProperty('value')
    expect(publisher.getVideoFilter()).toBeNull()
  })

  test('may be there from the beginning', async () => {
    const { publisher } = await readyPublisher({ videoFilter: blur }, instant)
    expect(publisher.getVideoFilter()).toEqual(blur)
  })
})

describe('a connector', () => {
  test('puts its track in the place of the camera, and gives it back when it is taken out', async () => {
    const { publisher } = await readyPublisher({}, instant)
    const made = connector()
    expect(await connect(publisher, made)).toEqual({ value: undefined })
    expect(publisher.getVideoSource().track).toBe(made.own)
    expect(await connect(publisher, null)).toEqual({ value: undefined })
    expect(publisher.getVideoSource().track?.label).toBe('Simulated camera')
    expect(made.calls).toEqual(['setTrack Simulated camera', 'destroy'])
  })

  test('cannot be set beside a filter, nor a filter beside it', async () => {
    const { publisher } = await readyPublisher({}, instant)
    await publisher.applyVideoFilter(blur)
    const refused = { name: 'OT_NOT_SUPPORTED', code: undefined }
    expect(await connect(publisher, connector())).toEqual(refused)
    expect(await connect(publisher, null)).toEqual(refused)
    await publisher.clearVideoFilter()
    await connect(publisher, connector())
    expect(await outcomeOf(publisher.applyVideoFilter(blur))).toEqual(refused)
  })

  test.each([
    ['nothing', { setTrack: async () => undefined, destroy: async () => {} }],
    ['an error', { setTrack: () => Promise.reject(new Error('No.')), destroy: async () => {} }],
  ])('that gives %s is refused with a TypeError, and not kept', async (_what, made) => {
    const { publisher } = await readyPublisher({}, instant)
    expect(await connect(publisher, made)).toEqual({ name: 'TypeError', code: undefined })
    expect(publisher.getVideoSource().track?.label).toBe('Simulated camera')
    expect(await outcomeOf(publisher.applyVideoFilter(blur))).toEqual({ value: undefined })
  })

  test('of the sound that gives nothing leaves a publisher without sound, and nobody is told', async () => {
    const { publisher } = await readyPublisher({}, instant)
    const connectSound = (made: unknown): PromiseLike<unknown> =>
      outcomeOf(Reflect.apply(publisher.setAudioMediaProcessorConnector, publisher, [made]))
    expect(await connectSound({ ...connector(), setTrack: async () => undefined })).toEqual({ value: undefined })
    expect(await connectSound(connector())).toEqual({ name: 'Error', code: undefined })
  })

  test('is refused with a TypeError where there is no media yet, or no more', async () => {
    const { OT } = createSimulator({ clock: 'manual' })
    const publisher = OT.initPublisher()
    expect(await connect(publisher, connector())).toEqual({ name: 'TypeError', code: undefined })
    publisher.destroy()
    expect(await connect(publisher, connector())).toEqual({ name: 'TypeError', code: undefined })
  })

  test('processes the next camera too', async () => {
    const { simulator, publisher } = await readyPublisher({}, instant)
    const made = connector()
    await connect(publisher, made)
    simulator.devices.add('camera')
    const chosen = publisher.setVideoSource('camera-2')
    await simulator.clock.advance(0)
    await chosen
    expect(made.calls).toEqual(['setTrack Simulated camera', 'setTrack Simulated camera 2'])
  })
})
