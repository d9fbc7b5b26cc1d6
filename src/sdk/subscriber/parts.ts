/** Puts a subscriber together, and lets its parts know what becomes of it. */

import { Styles, subscriberStyle } from '../base/styles.ts'
import { AudioLevels } from '../media/audio-levels.ts'
import { applyFaults, applyFaultsToStream, bagOf, reportCourse } from '../media/running-faults.ts'
import type { SubscriberStyle } from '../surface/properties.ts'
import { SubscriberLimits } from './limits.ts'
import type { SubscriberModel } from './model.ts'
import { SubscriberConnectors } from './processor-connectors.ts'
import { SubscriberQuality } from './quality-notices.ts'
import { SubscriberStatistics } from './statistics.ts'
import { SubscriberSwitches } from './switches.ts'

/** Lets happen to a subscriber that is subscribed what a test author armed. */
export function applyFaultsToSubscriber(model: SubscriberModel): void {
  if (!model.isLoaded) return
  const { client, session, incoming } = model
  const who = { ...model.identity(), subscriberId: model.id }
  applyFaultsToStream(client, session, who)
  applyFaults(client, who, () => model.isLoaded, {
    'media:ice': (row) => reportCourse(incoming.connection === null ? [] : [incoming.connection], row),
    'media:element': ({ media }) => model.widget.media.fail(Number(bagOf(media?.['videoElement'])['error'])),
    'media:playback': () => model.widget.media.block(),
    'media:decryption': () => incoming.undecryptable(),
  })
}

type Bag = Readonly<Record<string, unknown>>

/** The parts of a subscriber, behind its facade. */
export interface SubscriberParts {
  readonly switches: SubscriberSwitches
  readonly limits: SubscriberLimits
  readonly statistics: SubscriberStatistics
  readonly connectors: SubscriberConnectors
  readonly styles: Styles<SubscriberStyle>
  readonly levels: AudioLevels
}

const bagIn = (value: unknown): Bag => (typeof value === 'object' && value !== null ? { ...value } : {})

/** Puts a subscriber together, and lets its parts know what becomes of it. */
export function subscriberParts(model: SubscriberModel, properties: Bag): SubscriberParts {
  const { client, facade, widget } = model
  const switches = new SubscriberSwitches(model, properties)
  const limits = new SubscriberLimits(model, properties)
  const statistics = new SubscriberStatistics(model, switches)
  const quality = new SubscriberQuality(model, statistics)
  const connectors = new SubscriberConnectors(model)
  const levels = new AudioLevels(client, facade, () =>
    switches.hasAudio && model.incoming.flows ? (model.stream?._loudness ?? 0) : 0,
  )
  const styles = new Styles<SubscriberStyle>({
    usual: subscriberStyle,
    given: bagIn(properties['style']),
    showControls: properties['showControls'] !== false,
    show: (change) => widget.setStyle(change),
  })
  switches.whenChanged(() => statistics.note())
  widget.onMuteToggle((muted) => switches.setVolume(muted ? 0 : switches.volumeBefore))
  // The sound of every subscriber is tried again, as in the SDK (read: its source).
  widget.onPress(() => model.isAudioBlocked && client.registry.unblockAll())
  model.hooks = {
    offered: () => switches.offered(),
    received: () => {
      switches.received()
      statistics.note()
      quality.begin()
    },
    running: () => applyFaultsToSubscriber(model),
    streamChanged: () => {
      switches.streamChanged()
      quality.streamChanged()
    },
    described: () => statistics.note(),
    suspended: (suspended) => switches.suspend(suspended),
    finished: () => {
      switches.finished()
      levels.stop()
      quality.stop()
    },
  }
  return { switches, limits, statistics, connectors, styles, levels }
}
