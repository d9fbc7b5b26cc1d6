import { publisherStyle, Styles } from '../base/styles.ts'
import { AudioLevels } from '../media/audio-levels.ts'
import type { PublisherStyle } from '../surface/properties.ts'
import { AudioInputWatch } from './audio-input-watch.ts'
import { PublisherCamera } from './camera.ts'
import { PublisherDimensions } from './dimensions.ts'
import { PublisherFilters } from './filters.ts'
import type { PublisherHooks } from './hooks.ts'
import { PublisherLimits } from './limits.ts'
import { PublisherMicrophone } from './microphone.ts'
import type { PublisherModel } from './model.ts'
import { PublisherQuality } from './quality-notices.ts'
import { applyFaultsToPublisher } from './running-faults.ts'
import { SentTracks } from './sent-tracks.ts'
import { SoundWatch } from './sound-watch.ts'
import { PublisherStatistics } from './statistics.ts'
import { PublisherSwitches } from './switches.ts'

/** The parts of a publisher, behind its facade. */
export interface PublisherParts {
  readonly sent: SentTracks
  readonly filters: PublisherFilters
  readonly camera: PublisherCamera
  readonly microphone: PublisherMicrophone
  readonly limits: PublisherLimits
  readonly statistics: PublisherStatistics
  readonly switches: PublisherSwitches
  readonly styles: Styles<PublisherStyle>
  readonly levels: AudioLevels
}

/** Puts a publisher together, and lets its parts know what becomes of it. */
export function publisherParts(model: PublisherModel): PublisherParts {
  const { client, facade, settings, widget } = model
  const sent = new SentTracks(model)
  const filters = new PublisherFilters(model, sent)
  const camera = new PublisherCamera(model, sent, filters)
  const microphone = new PublisherMicrophone(model, sent, filters)
  const limits = new PublisherLimits(model, sent)
  const statistics = new PublisherStatistics(model, sent, limits)
  const switches = new PublisherSwitches(model, sent, camera)
  const dimensions = new PublisherDimensions(model, sent, limits)
  const quality = new PublisherQuality(model, statistics)
  const levels = new AudioLevels(client, facade, () => (sent.hasAudio ? client.media.loudness : 0))
  const watch = new AudioInputWatch(model, microphone)
  const sound = new SoundWatch(model, microphone)
  const { style, showControls } = settings.widget
  const styles = new Styles<PublisherStyle>({
    usual: publisherStyle,
    given: style,
    showControls,
    show: (change) => widget.setStyle(change),
  })
  if (!sent.audio) widget.update({ audioMuted: true })
  widget.onMuteToggle((muted) => switches.setAudio(!muted))
  sent.whenChanged(() => model.hooks.soundChanged())
  limits.whenResized(() => dimensions.measureLater())
  camera.whenTaken(() => dimensions.measureLater())
  model.hooks = hooksOf(model, {
    sent,
    filters,
    camera,
    limits,
    statistics,
    switches,
    levels,
    dimensions,
    quality,
    sound,
    watch,
  })
  return { sent, filters, camera, microphone, limits, statistics, switches, styles, levels }
}

/** The parts that hear of a publisher's life. */
interface HearingParts
  extends Pick<PublisherParts, 'sent' | 'filters' | 'camera' | 'limits' | 'statistics' | 'switches' | 'levels'> {
  readonly dimensions: PublisherDimensions
  readonly quality: PublisherQuality
  readonly sound: SoundWatch
  readonly watch: AudioInputWatch
}

function hooksOf(model: PublisherModel, parts: HearingParts): PublisherHooks {
  const { sent, filters, camera, limits, statistics, switches, levels, dimensions, quality, sound, watch } = parts
  const noteSound = (): void => {
    statistics.note()
    sound.changed()
  }
  const run = (): void => {
    statistics.note()
    applyFaultsToPublisher(model)
  }
  return {
    granted: () => watch.begin(),
    bound: () => dimensions.bound(),
    ready: () => {
      dimensions.measure()
      camera.opened()
      limits.applyGiven()
      filters.applyGiven()
      sent.refresh()
    },
    published: () => {
      statistics.note()
      quality.begin()
      switches.published()
    },
    connected: (remote) => {
      sound.connected(remote)
      run()
    },
    soundChanged: noteSound,
    running: run,
    muteForced: () => switches.setAudio(false),
    resized: () => {
      dimensions.resized()
      quality.changed()
    },
    loudnessChanged: () => statistics.note(),
    fallBack: (stage) => quality.fallBack(stage),
    finished: () => {
      levels.stop()
      quality.stop()
      watch.end()
      sound.stop()
    },
  }
}
