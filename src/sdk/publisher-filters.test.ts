import { describe, expect, test } from 'vitest'
import { outcomeOf, readyPublisher } from '../../test/worlds/one-call.ts'
import { SimulatedTrack } from '../dom/tracks.ts'

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

describe('a filter', () => {
  test('is in force until it is cleared', async () => {
    const { publisher } = await readyPublisher()
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
    const { publisher } = await readyPublisher()
    const refused = outcomeOf(Reflect.apply(publisher.applyVideoFilter, publisher, [filter]))
    expect(await refused).not.toHaveProperty('value')
    expect(publisher.getVideoFilter()).toBeNull()
  })

  test('may be there from the beginning', async () => {
    const { publisher } = await readyPublisher({ videoFilter: blur })
    expect(publisher.getVideoFilter()).toEqual(blur)
  })
})

describe('a connector', () => {
  test('puts its track in the place of the camera, and gives it back when it is taken out', async () => {
    const { publisher } = await readyPublisher()
    const made = connector()
    expect(await connect(publisher, made)).toEqual({ value: undefined })
    expect(publisher.getVideoSource().track).toBe(made.own)
    expect(await connect(publisher, null)).toEqual({ value: undefined })
    expect(publisher.getVideoSource().track?.label).toBe('Simulated camera')
    expect(made.calls).toEqual(['setTrack Simulated camera', 'destroy'])
  })

  test('cannot be set beside a filter, nor a filter beside it', async () => {
    const { publisher } = await readyPublisher()
    await publisher.applyVideoFilter(blur)
    expect(await connect(publisher, connector())).not.toHaveProperty('value')
    await publisher.clearVideoFilter()
    await connect(publisher, connector())
    expect(await outcomeOf(publisher.applyVideoFilter(blur))).not.toHaveProperty('value')
  })

  test('processes the next camera too', async () => {
    const { simulator, publisher } = await readyPublisher()
    const made = connector()
    await connect(publisher, made)
    simulator.devices.add('camera')
    const chosen = publisher.setVideoSource('camera-2')
    await simulator.clock.advance(0)
    await chosen
    expect(made.calls).toEqual(['setTrack Simulated camera', 'setTrack Simulated camera 2'])
  })
})
