import { type Dispatcher, eventFacts } from './event-facts.ts'
import { ask, canDo, read } from './probe.ts'
import type { World } from './world.ts'

const lossEvents = ['videoDisabled', 'videoEnabled', 'videoDisableWarning', 'videoDisableWarningLifted'] as const

/** The event types that are recorded, by the kind of object that dispatches them. */
export const recordedTypes: Readonly<Record<Dispatcher, readonly string[]>> = {
  OT: ['exception'],
  session: [
    'archiveStarted',
    'archiveStopped',
    'archiveUpdated',
    'archiveDestroyed',
    'connectionCreated',
    'connectionDestroyed',
    'sessionConnected',
    'sessionDisconnected',
    'sessionReconnecting',
    'sessionReconnected',
    'streamCreated',
    'streamDestroyed',
    'streamPropertyChanged',
    'signal',
    'signal:chat',
    'muteForced',
    'captionReceived',
    'migrated',
  ],
  publisher: [
    'accessAllowed',
    'accessDenied',
    'accessDialogOpened',
    'accessDialogClosed',
    'destroyed',
    'mediaStopped',
    'streamCreated',
    'streamDestroyed',
    'videoElementCreated',
    'muteForced',
    ...lossEvents,
    'audioInputDeviceChanged',
    'mediaStreamAvailable',
  ],
  subscriber: [
    'connected',
    'disconnected',
    'destroyed',
    ...lossEvents,
    'videoElementCreated',
    'audioBlocked',
    'audioUnblocked',
    'captionReceived',
    'mediaStreamAvailable',
    'encryptionSecretMismatch',
    'encryptionSecretMatch',
  ],
}

/** Records what an object dispatches from now on, under the name it has. An object is listened to once. */
export function listenTo(world: World, name: string, kind: Dispatcher, object: object): void {
  if (world.listenedTo.has(object)) return
  world.listenedTo.add(object)
  if (!canDo(object, 'on')) {
    world.troubles.push(`${name}.on is not a function: the runner cannot hear its events`)
    return
  }
  for (const type of recordedTypes[kind]) {
    ask(object, 'on', type, (event: unknown) => {
      world.ownIds.collect()
      keepSeen(world, event)
      world.log.add(eventFacts(world, name, kind, type, event))
    })
  }
}

function keepSeen({ seen }: World, event: unknown): void {
  for (const key of ['stream', 'connection']) {
    const object = read(event, key)
    const id = read(object, 'id')
    if (typeof object === 'object' && object !== null && typeof id === 'string') seen.set(id, object)
  }
}
