// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../../src/author/simulator.ts'
import type { Publisher } from '../../src/sdk/surface/publisher.ts'
import type { Session } from '../../src/sdk/surface/session.ts'

interface Call {
  readonly simulator: Simulator
  readonly session: Session
  readonly publisher: Publisher
  readonly heard: string[]
}

async function call(): Promise<Call> {
  const simulator = createSimulator()
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = simulator.OT.initSession(apiKey, sessionId)
  const publisher = simulator.OT.initPublisher(document.body, { insertMode: 'append' })
  session.connect(token, () => session.publish(publisher))
  await simulator.settled()
  const heard: string[] = []
  publisher.on('streamDestroyed', ({ reason }) => heard.push(`streamDestroyed ${reason}`))
  publisher.on('destroyed', () => heard.push('destroyed'))
  for (const type of ['sessionReconnecting', 'sessionReconnected', 'sessionDisconnected'] as const) {
    session.on(type, () => heard.push(type))
  }
  return { simulator, session, publisher, heard }
}

const tell = (type: string): void => void window.dispatchEvent(new Event(type))

// Other files share this page, and the default world listens to it as well: without this it would stay offline for them.
afterEach(() => tell('online'))

describe('a page that is left', () => {
  test('ends its publishers, their tracks and elements, and the connection, as recorded (page/pagehide-published)', async () => {
    const { simulator, session, heard } = await call()
    const media = document.querySelector('video')?.srcObject
    const tracks: readonly { readonly readyState: string }[] = Reflect.get(Object(media), 'getTracks')()
    tell('pagehide')
    expect(heard).toEqual([])
    await Promise.resolve()
    expect(heard).toEqual(['streamDestroyed reset'])
    expect(document.querySelector('.OT_publisher')).toBeNull()
    expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended'])
    await simulator.settled()
    expect([session.currentState, simulator.OT.sessions.length(), simulator.OT.publishers.length()]).toEqual([
      'disconnecting',
      0,
      0,
    ])
    expect(simulator.room().connections).toEqual([])
    expect(heard).toEqual(['streamDestroyed reset'])
    simulator.dispose()
  })

  test('is left once: what is made afterwards stays, as recorded (page/pagehide-connected)', async () => {
    const { simulator } = await call()
    tell('pagehide')
    await simulator.settled()
    const publisher = simulator.OT.initPublisher(document.body, { insertMode: 'append' })
    await simulator.settled()
    tell('pagehide')
    await simulator.settled()
    expect(publisher.element?.isConnected).toBe(true)
    simulator.dispose()
  })

  test('tells whoever asked to be told of it', async () => {
    const { simulator } = await call()
    const { OT } = simulator
    let told = 0
    Reflect.get(OT, 'onUnload').call(OT, () => told++)
    expect(Reflect.get(OT, 'isUnloaded').call(OT)).toBe(false)
    tell('pagehide')
    await simulator.settled()
    expect([told, Reflect.get(OT, 'isUnloaded').call(OT)]).toEqual([1, true])
    simulator.dispose()
  })
})

describe("the page's own word about its network", () => {
  test('cuts it off, and brings it back', async () => {
    const { simulator, heard } = await call()
    tell('offline')
    await simulator.clock.advance('5s')
    expect(heard).toEqual(['sessionReconnecting'])
    tell('online')
    await simulator.settled()
    expect(heard).toEqual(['sessionReconnecting', 'sessionReconnected'])
    simulator.dispose()
  })

  test("is one thing, and the test author's another: the network stands when both let it", async () => {
    const { simulator, heard } = await call()
    tell('offline')
    simulator.network.goOffline()
    simulator.network.comeBack()
    await simulator.clock.advance('5s')
    expect(heard).toEqual(['sessionReconnecting'])
    tell('online')
    await simulator.settled()
    expect(heard).toEqual(['sessionReconnecting', 'sessionReconnected'])
    simulator.dispose()
  })

  test('is not heard any more by a world that was disposed of', async () => {
    const { simulator } = await call()
    simulator.dispose()
    expect(() => tell('offline')).not.toThrow()
    expect(() => tell('pagehide')).not.toThrow()
  })
})

describe('permission that is taken away during a call', () => {
  interface Denial {
    readonly title?: string
    readonly code?: number
    readonly message?: string
  }

  // Its title, code and message are documented, and not declared.
  const listen = (publisher: Publisher, type: 'accessDenied', run: (event: Denial) => void): void =>
    void publisher.on(type, (event: object) => run(event))

  async function denied(device: 'camera' | 'microphone', properties = {}): Promise<readonly unknown[]> {
    const simulator = createSimulator()
    const publisher = simulator.OT.initPublisher(undefined, { insertDefaultUI: false, ...properties })
    await simulator.settled()
    const heard: unknown[] = []
    listen(publisher, 'accessDenied', (event) => {
      heard.push([event.title, event.code, event.message?.split(/[ :]/)[0], publisher.accessAllowed])
    })
    publisher.on('mediaStopped', ({ track }) => heard.push(['mediaStopped', track?.kind]))
    publisher.on('destroyed', () => heard.push('destroyed'))
    simulator.devices.deny(device)
    await simulator.settled()
    simulator.dispose()
    return heard
  }

  test('is told with the device, and ends all that was captured with it (measured in Chromium)', async () => {
    const end = [['mediaStopped', undefined], 'destroyed']
    expect(await denied('microphone')).toEqual([['accessDenied', 1500, 'microphone', false], ...end])
    expect(await denied('camera')).toEqual([['accessDenied', 1500, 'camera', false], ...end])
  })

  test('is told to a publisher that does not use the device, which goes on (measured in Chromium)', async () => {
    expect(await denied('camera', { videoSource: null })).toEqual([['accessDenied', 1500, 'camera', false]])
  })

  test('says what the documentation tells applications to look for, while the publisher is made ready', async () => {
    const simulator = createSimulator()
    simulator.devices.deny('camera')
    const told = await new Promise<readonly unknown[]>((resolve) => {
      const denials: unknown[] = []
      const publisher = simulator.OT.initPublisher(undefined, { insertDefaultUI: false }, (error) => {
        denials.push(
          error?.name,
          Reflect.get(Object(error), 'code'),
          error?.message.includes('Publisher Access Denied:'),
        )
      })
      listen(publisher, 'accessDenied', (event) => resolve([...denials, event.message?.split(/[ :]/)[0]]))
    })
    expect(told).toEqual(['OT_USER_MEDIA_ACCESS_DENIED', 1500, true, 'device'])
    simulator.dispose()
  })
})

describe('a track of the application that stops', () => {
  test('says nothing by itself, and ends the publisher 100 ms after it says that it has ended', async () => {
    const simulator = createSimulator({ clock: 'manual' })
    const { videoTrack } = { videoTrack: (await captured(simulator))[0] }
    const publisher = simulator.OT.initPublisher(undefined, {
      insertDefaultUI: false,
      audioSource: null,
      videoSource: videoTrack,
    } as never)
    await simulator.clock.advance(1000)
    const heard: string[] = []
    for (const type of ['mediaStopped', 'destroyed'] as const) publisher.on(type, () => heard.push(type))
    videoTrack?.stop()
    await simulator.clock.advance(1000)
    expect(heard).toEqual([])
    videoTrack?.dispatchEvent(new Event('ended'))
    await simulator.clock.advance(99)
    expect(heard).toEqual([])
    await simulator.clock.advance(1)
    expect(heard).toEqual(['mediaStopped', 'destroyed'])
    simulator.dispose()
  })

  async function captured(simulator: Simulator): Promise<readonly MediaStreamTrack[]> {
    const asked = simulator.OT.getUserMedia({ audioSource: null } as never)
    await simulator.clock.advance(100)
    return (await asked).getVideoTracks()
  }
})

describe('a screen', () => {
  const shared = async (simulator: Simulator, properties = {}): Promise<readonly unknown[]> => {
    const told = new Promise<unknown>((resolve) => {
      simulator.OT.initPublisher(undefined, { insertDefaultUI: false, videoSource: 'screen', ...properties }, (error) =>
        resolve(error?.name),
      )
    })
    await simulator.settled()
    return [await told]
  }

  test('comes without sound, unless the person shares it', async () => {
    const simulator = createSimulator()
    const kinds = async (): Promise<readonly string[]> => {
      let kindsSeen: readonly string[] = []
      const publisher = simulator.OT.initPublisher(undefined, { insertDefaultUI: false, videoSource: 'screen' })
      publisher.on(
        'mediaStreamAvailable' as never,
        (({ mediaStream }: { mediaStream: MediaStream }) => {
          kindsSeen = mediaStream.getTracks().map(({ kind }) => kind)
        }) as never,
      )
      await simulator.settled()
      return kindsSeen
    }
    expect(await kinds()).toEqual(['video'])
    simulator.devices.shareSound(true)
    expect(await kinds()).toEqual(['audio', 'video'])
    simulator.dispose()
  })

  test('takes no microphone by its id along (recorded: OT.initPublisher/screen/microphone-by-id)', async () => {
    const simulator = createSimulator()
    expect(await shared(simulator, { audioSource: 'default' })).toEqual(['OT_CONSTRAINTS_NOT_SATISFIED'])
    simulator.dispose()
  })

  test('is not shared on a telephone, and nobody offers to', async () => {
    const simulator = createSimulator()
    simulator.circumstances.browser({ desktop: false })
    expect(await simulator.OT.checkScreenSharingCapability()).toEqual({
      supported: false,
      extensionRequired: undefined,
      extensionRegistered: undefined,
      extensionInstalled: undefined,
      supportedSources: {},
    })
    expect(await shared(simulator)).toEqual(['OT_SCREEN_SHARING_NOT_SUPPORTED'])
    simulator.dispose()
  })
})
