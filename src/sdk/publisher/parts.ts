import { publisherStyle, Styles } from '../base/styles.ts'
import { AudioLevels } from '../media/audio-levels.ts'
import type { PublisherStyle } from '../surface/style.ts'
import { AudioInputWatch } from './audio-input-watch.ts'
import { PublisherCamera } from './camera.ts'
import type { PublisherCore } from './core.ts'
import { PublisherDimensions } from './dimensions.ts'
import { PublisherFilters } from './filters.ts'
import { PublisherLimits } from './limits.ts'
import { PublisherMicrophone } from './microphone.ts'
import { PublisherQuality } from './quality.ts'
import { strikePublisher } from './running-faults.ts'
import { PublisherSends } from './sends.ts'
import { PublisherStatistics } from './statistics.ts'
import { PublisherSwitches } from './switches.ts'

/** What a publisher is made of, behind its facade. */
export interface PublisherParts {
  readonly sends: PublisherSends
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
export function publisherParts(core: PublisherCore): PublisherParts {
  const { client, facade, settings, widget } = core
  const sends = new PublisherSends(core)
  const filters = new PublisherFilters(core, sends)
  const camera = new PublisherCamera(core, sends, filters)
  const microphone = new PublisherMicrophone(core, sends, filters)
  const limits = new PublisherLimits(core, sends)
  const statistics = new PublisherStatistics(core, sends, limits)
  const switches = new PublisherSwitches(core, sends, camera)
  const dimensions = new PublisherDimensions(core, sends, limits)
  const quality = new PublisherQuality(core, statistics)
  const levels = new AudioLevels(client, facade, () => (sends.hasAudio ? client.media.loudness : 0))
  const watch = new AudioInputWatch(core, microphone)
  const { style, showControls } = settings.widget
  const styles = new Styles<PublisherStyle>({
    usual: publisherStyle,
    given: style,
    showControls,
    show: (change) => widget.setStyle(change),
  })
  if (!sends.audio) widget.update({ audioMuted: true })
  widget.onMuteToggle((muted) => switches.setAudio(!muted))
  sends.onChange = () => statistics.note()
  limits.onResized = () => dimensions.measureLater()
  camera.onTaken = () => dimensions.measureLater()
  core.hooks = {
    granted: () => watch.begin(),
    bound: () => dimensions.bound(),
    ready: () => {
      dimensions.measure()
      camera.opened()
      limits.applyGiven()
      filters.applyGiven()
      sends.refresh()
    },
    published: () => {
      statistics.note()
      quality.begin()
      switches.published()
    },
    running: () => strikePublisher(core),
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
    },
  }
  return { sends, filters, camera, microphone, limits, statistics, switches, styles, levels }
}
