/** An event of the SDK: what it carries besides `type` and `target`. */
export interface EventRow {
  readonly payload: readonly string[]
  /** Whether preventDefault() does anything. */
  readonly cancelable: boolean
  /** Values of `reason`, where the event carries one. */
  readonly reasons?: readonly string[]
  /** Dispatched without an event object of the usual make: no target, nothing to cancel. */
  readonly bare?: true
  /** Left out where a recording shows the event; `documented`: only the API reference does. */
  readonly known?: 'documented'
}

/** Why a connection, a stream or a session ended. */
export const endReasons = ['clientDisconnected', 'forceDisconnected', 'networkDisconnected'] as const

const streamReasons = [...endReasons, 'forceUnpublished', 'mediaStopped'] as const
const videoReasons = ['publishVideo', 'subscribeToVideo', 'quality', 'codecNotSupported'] as const

const plain: EventRow = { payload: [], cancelable: false }
const bare: EventRow = { payload: [], cancelable: false, bare: true }

/** Events of `OT`. The event has no `error` where the SDK leaves it out, and no `title` for codes without one. */
export const otEvents = {
  exception: { payload: ['code', 'title', 'message', 'error'], cancelable: false },
} as const

/** Events of a session (recorded: `log` of each case; reasons: areas `remote`, `disconnect`, `reconnect`, `moderation`). */
export const sessionEvents: Readonly<Record<string, EventRow>> = {
  archiveStarted: { payload: ['id', 'name'], cancelable: false },
  archiveStopped: { payload: ['id', 'name'], cancelable: false, known: 'documented' },
  captionReceived: { payload: ['streamId', 'caption', 'isFinal'], cancelable: false },
  connectionCreated: { payload: ['connection'], cancelable: false },
  connectionDestroyed: { payload: ['connection', 'reason'], cancelable: false, reasons: endReasons },
  cpuPerformanceChanged: { payload: ['cpuPerformanceState'], cancelable: false, known: 'documented' },
  migrated: bare,
  muteForced: { payload: ['active'], cancelable: false },
  sessionConnected: { payload: ['connections', 'streams'], cancelable: false },
  sessionDisconnected: { payload: ['reason'], cancelable: true, reasons: endReasons },
  sessionReconnected: { payload: [], cancelable: true },
  sessionReconnecting: plain,
  signal: { payload: ['type', 'data', 'from'], cancelable: false },
  streamCreated: { payload: ['stream', 'reason'], cancelable: false },
  streamDestroyed: { payload: ['stream', 'reason'], cancelable: true, reasons: streamReasons },
  streamPropertyChanged: { payload: ['stream', 'changedProperty', 'oldValue', 'newValue'], cancelable: false },
}

/** Events of a publisher (recorded: areas `initPublisher`, `publish`, `publisher`, `moderation`). */
export const publisherEvents: Readonly<Record<string, EventRow>> = {
  accessAllowed: plain,
  accessDenied: plain,
  accessDialogClosed: plain,
  accessDialogOpened: { payload: [], cancelable: true },
  audioInputDeviceChanged: { payload: ['device'], cancelable: false },
  audioLevelUpdated: { payload: ['audioLevel'], cancelable: false, known: 'documented' },
  destroyed: { payload: ['reason'], cancelable: false, reasons: ['mediaStopped'] },
  mediaStopped: { payload: ['track'], cancelable: true },
  mediaStreamAvailable: plain,
  muteForced: plain,
  streamCreated: { payload: ['stream', 'reason'], cancelable: false },
  streamDestroyed: {
    payload: ['stream', 'reason'],
    cancelable: true,
    reasons: [...streamReasons, 'unpublished', 'reset'],
  },
  networkConditionChanged: {
    payload: ['reason', 'statsContainer'],
    cancelable: false,
    bare: true,
    known: 'documented',
  },
  videoDimensionsChanged: { payload: ['oldValue', 'newValue'], cancelable: false, known: 'documented' },
  videoElementCreated: { payload: ['element'], cancelable: false },
  videoQualityChanged: {
    payload: ['reason', 'statsContainer'],
    cancelable: false,
    bare: true,
    reasons: ['none', 'bandwidth', 'cpu', 'other', 'codecChange', 'resolutionChange'],
    known: 'documented',
  },
  videoDisabled: { payload: ['reason'], cancelable: false, reasons: videoReasons, known: 'documented' },
  videoDisableWarning: { payload: [], cancelable: false, known: 'documented' },
  videoDisableWarningLifted: { payload: [], cancelable: false, known: 'documented' },
  videoEnabled: { payload: ['reason'], cancelable: false, reasons: videoReasons, known: 'documented' },
}

/** Events of a subscriber (recorded: areas `subscribe`, `subscriber`, `remote`, `encryption`). */
export const subscriberEvents: Readonly<Record<string, EventRow>> = {
  audioBlocked: bare,
  audioLevelUpdated: { payload: ['audioLevel'], cancelable: false, known: 'documented' },
  audioUnblocked: bare,
  captionReceived: { payload: ['streamId', 'caption', 'isFinal'], cancelable: false },
  connected: plain,
  destroyed: {
    payload: ['reason'],
    cancelable: false,
    reasons: [...streamReasons, 'streamNotFound', 'peerConnection is disconnected', 'Unsubscribe', 'Unknown'],
  },
  disconnected: plain,
  encryptionSecretMatch: bare,
  encryptionSecretMismatch: bare,
  mediaStreamAvailable: plain,
  networkConditionChanged: { payload: ['reason', 'stats'], cancelable: false, bare: true, known: 'documented' },
  qualityScoreChanged: { payload: ['qualityScore'], cancelable: false, known: 'documented' },
  videoDimensionsChanged: { payload: ['oldValue', 'newValue'], cancelable: false, known: 'documented' },
  videoDisabled: { payload: ['reason'], cancelable: false, reasons: videoReasons },
  videoDisableWarning: plain,
  videoDisableWarningLifted: plain,
  videoElementCreated: { payload: ['element'], cancelable: false },
  videoEnabled: { payload: ['reason'], cancelable: false, reasons: videoReasons },
  videoQualityChanged: {
    payload: ['reason', 'stats'],
    cancelable: false,
    bare: true,
    reasons: ['codecChange', 'resolutionChange', 'videoInterruption'],
    known: 'documented',
  },
}

/** Events by the object that dispatches them. */
export const events: Readonly<
  Record<'OT' | 'session' | 'publisher' | 'subscriber', Readonly<Record<string, EventRow>>>
> = {
  OT: otEvents,
  session: sessionEvents,
  publisher: publisherEvents,
  subscriber: subscriberEvents,
}
