import { doNothing } from '../../kernel/values.ts'
import type { Track } from '../../ports/track.ts'
import type { ChannelChange, ChannelRecord } from '../../wire/records.ts'
import type { PublisherModel } from './model.ts'

const isOff = (tracks: readonly Track[]): boolean =>
  tracks.length === 0 || tracks.some((track) => track.readyState === 'ended')

/** The tracks that a publisher sends: its switches, and their effects on its tracks, on the page and at the service. */
export class SentTracks {
  readonly #model: PublisherModel
  /** As the application put it, by `publishAudio(value)`: what counts as true is true. */
  audio: unknown
  /** As the application put it, by `publishVideo(value)`. */
  video: unknown
  captions: boolean
  /** The black picture in the place of a camera that is let go; it is never on (observed: `live/programs/publishVideo-on-and-refused`). */
  blank: Track | null = null
  #changed: () => void = doNothing

  constructor(model: PublisherModel) {
    this.#model = model
    this.audio = model.settings.publishAudio
    this.video = model.settings.publishVideo
    this.captions = model.settings.publishCaptions
  }

  /** `changed` is called before something is turned on or off. */
  whenChanged(changed: () => void): void {
    this.#changed = changed
  }

  /** Whether a microphone gives something: sound that is turned off is sent as silence (recorded: `fixtures/facts/rtc-stats.json`). */
  get hasMicrophone(): boolean {
    const tracks = this.#model.media?.getAudioTracks() ?? []
    return !isOff(tracks) && !tracks.some((track) => this.#model.client.devices.isTaken(track))
  }

  get hasAudio(): boolean {
    return Boolean(this.audio) && !isOff(this.#model.media?.getAudioTracks() ?? [])
  }

  get hasVideo(): boolean {
    const tracks = this.#model.media?.getVideoTracks() ?? []
    return Boolean(this.video) && !isOff(tracks) && !tracks.some((track) => track === this.blank)
  }

  /** Lets the switches take effect; the service is told of both tracks, as the SDK does each time (recorded: `sent`). */
  refresh(): void {
    const { media, widget } = this.#model
    const { hasAudio, hasVideo } = this
    this.#changed()
    for (const track of media?.getAudioTracks() ?? []) track.enabled = hasAudio
    for (const track of media?.getVideoTracks() ?? []) track.enabled = hasVideo
    widget.update({ audioOnly: !hasVideo, audioMuted: !hasAudio })
    this.report('audio', { active: hasAudio })
    this.report('video', { active: hasVideo })
  }

  setCaptions(value: boolean): void {
    this.captions = value
    this.report('audio', { captions: value })
  }

  /** Tells the service what has become of a track of the published stream. */
  report(type: ChannelRecord['type'], change: ChannelChange): void {
    const { session, stream } = this.#model
    if (session === null || stream === null || stream === undefined) return
    for (const { id } of stream._record.channels.filter((channel) => channel.type === type)) {
      stream._change(id, change)
      session.request({ method: 'stream_channel.update', streamId: stream.id, channelId: id, change })
    }
  }
}
