/** The verbs of a room and of its people, with the shapes of their arguments. */

import type { Crowd } from '../../backend/people/crowd.ts'
import type { Participant } from '../../backend/people/participants.ts'
import type { Room } from '../../backend/people/room.ts'
import type { Hold } from '../../faults/hold.ts'
import { param } from '../../vocabulary/check.ts'
import {
  bag,
  duration,
  either,
  filled,
  flag,
  nothing,
  optional,
  type Shape,
  someBag,
  text,
  without,
} from '../../vocabulary/shape.ts'
import * as known from '../../vocabulary/words.ts'
import { type Verbs, type VerbTable, verb } from './verb-table.ts'
import { failureId } from './world-verbs.ts'

const streamId = filled
const connectionId = filled

/** The acts of the service on a session. */
export const roomVerbs: Verbs = {
  join: verb(
    param(
      'options',
      optional(bag({ name: optional(filled), data: optional(text), role: optional(known.role), id: optional(filled) })),
    ),
  ),
  startArchive: verb(param('options', optional(either(filled, bag({ name: optional(filled), id: optional(filled) }))))),
  stopArchive: verb(param('archiveId', filled)),
  setArchiveStatus: verb(param('archiveId', filled), param('status', known.archiveStatus)),
  signal: verb(param('signal', bag(known.signalKeys))),
  caption: verb(
    param('streamId', streamId),
    param('text', filled),
    param('options', optional(bag({ isFinal: optional(flag) }))),
  ),
  forceDisconnect: verb(param('connectionId', connectionId)),
  forceMuteStream: verb(param('streamId', streamId)),
  forceMuteAll: verb(param('options', optional(bag({ except: optional(known.excepted) })))),
  disableForceMute: verb(),
  crash: verb(),
  setRules: verb(
    param(
      'rules',
      someBag({
        reconnection: optional(flag),
        relayed: optional(flag),
        encrypted: optional(flag),
        muteOnEntry: optional(flag),
        maxConnections: optional(either(known.maxConnections, nothing)),
        maxStreams: optional(either(known.maxStreams, nothing)),
        negotiated: optional(flag),
        announced: optional(known.announcing),
      }),
    ),
  ),
  setVideoByQuality: verb(param('streamId', streamId), param('active', flag)),
  warnOfVideo: verb(param('streamId', streamId), param('active', flag)),
  rotateServer: verb(param('options', optional(bag({ in: optional(duration) })))),
  crowd: verb(
    param(
      'options',
      bag({
        people: known.crowdSize,
        publish: optional(known.share),
        churn: optional(known.churn),
        role: optional(known.role),
        name: optional(filled),
        seed: optional(known.seed),
      }),
    ),
  ),
} satisfies VerbTable<Room>

const anyOfTheirs = param('streamId', optional(streamId))

/** The acts of a remote person. */
export const participantVerbs: Verbs = {
  publish: verb(
    param(
      'options',
      optional(
        without(bag({ ...known.streamKeys, initials: optional(filled), id: optional(filled) }), ...known.streamClashes),
      ),
    ),
  ),
  unpublish: verb(anyOfTheirs),
  subscribe: verb(param('streamId', streamId)),
  unsubscribe: verb(param('subscriberId', filled)),
  change: verb(
    param('kind', known.channel),
    {
      ...param(
        'change',
        someBag({
          active: optional(flag),
          width: optional(known.width),
          height: optional(known.height),
          frameRate: optional(known.frameRate),
          source: optional(known.videoType),
          muted: optional(flag),
          captions: optional(flag),
          orientation: optional(known.orientation),
          key: optional(filled),
          loudness: optional(known.loudnessOrNone),
        }),
      ),
      clashes: known.channelClashes('kind'),
    },
    anyOfTheirs,
  ),
  signal: verb(param('signal', bag(known.signalKeys))),
  mute: verb(anyOfTheirs, {
    ...param('options', optional(bag({ except: optional(known.excepted) }))),
    clashes: [known.exceptOfOne('streamId')],
  }),
  forceDisconnect: verb(param('connectionId', connectionId)),
  forceUnpublish: verb(param('streamId', streamId)),
  caption: verb(
    param('text', filled),
    param('options', optional(bag({ isFinal: optional(flag), streamId: optional(streamId) }))),
  ),
  speak: verb(param('options', optional(bag({ loudness: optional(known.loudness), streamId: optional(streamId) })))),
  silence: verb(anyOfTheirs),
  leave: verb(),
  vanish: verb(),
} satisfies VerbTable<Participant>

export const crowdVerbs: Verbs = { stop: verb(), leave: verb() } satisfies VerbTable<Crowd>

export const holdVerbs: Verbs = {
  release: verb(),
  fail: verb(param('failureId', failureId as Shape<string>)),
} satisfies VerbTable<Hold>
