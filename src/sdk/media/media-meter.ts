import { createRandom, type Random } from '../../kernel/random.ts'

/** The media that flows at a moment: which tracks are on, and how big and how frequent the pictures are. */
export interface Flow {
  readonly audio: boolean
  readonly video: boolean
  readonly width: number
  readonly height: number
  readonly frameRate: number
  /** The sound is turned off where it is made: silence is sent all the same (recorded: `fixtures/facts/rtc-stats.json`). */
  readonly silence?: boolean
  /** How loud the sound is, from 0 to 1. Default 0. */
  readonly loudness?: number
  /** The capacity of the network: bits per second, and the share of the packets that is lost. Default: all of it, and few. */
  readonly pace?: { readonly bandwidth: number; readonly lossRate: number }
}

/** The media that has flowed on one track. */
export interface Count {
  bytes: number
  packets: number
  lost: number
}

/** The media that has flowed, and its rates in bits per second. */
export interface Reading {
  readonly audio: Readonly<Count>
  readonly video: Readonly<Count>
  readonly frames: number
  /** The square of the loudness, summed up over the seconds; and how long there was sound, in milliseconds. */
  readonly energy: number
  readonly samplesMs: number
  readonly bitrate: number
  readonly totalBitrate: number
  readonly flow: Flow
}

/** An ordinary connection: speech in bits per second, bits per pixel of a picture, and sizes in bytes. */
const usual = {
  audioBitrate: 40_000,
  silenceBitrate: 14_000,
  bitsPerPixel: 0.07,
  audioPacket: 100,
  videoPacket: 1100,
  header: 40,
  lossRate: 0.0005,
} as const

const nothing: Flow = { audio: false, video: false, width: 0, height: 0, frameRate: 0 }

/** The picture takes what the sound leaves of the network, and no more than it needs. */
function videoBitrate({ video, audio, width, height, frameRate, pace }: Flow): number {
  if (!video) return 0
  const wanted = width * height * frameRate * usual.bitsPerPixel
  const left = (pace?.bandwidth ?? Number.POSITIVE_INFINITY) - (audio ? usual.audioBitrate : 0)
  return Math.max(0, Math.min(wanted, left))
}

/**
 * Counts what an imagined connection carries: it grows with the clock and with what is on, never falls, and has a rate of its
 * own, a little above or below the usual, by its seed.
 */
export class MediaMeter {
  readonly #seed: string
  /** Its chance and its pace, made when something has flowed: of most connections nothing is read. */
  #own: { readonly random: Random; readonly pace: number } | undefined
  readonly #audio: Count = { bytes: 0, packets: 0, lost: 0 }
  readonly #video: Count = { bytes: 0, packets: 0, lost: 0 }
  #frames = 0
  #energy = 0
  #samplesMs = 0
  #since: number
  #flow: Flow = nothing

  /** @param now When it begins, in milliseconds. */
  constructor(seed: string, now: number) {
    this.#seed = seed
    this.#since = now
  }

  /** Something is turned on or off: what flowed until now counts as it was. */
  change(now: number, flow: Flow): void {
    this.#count(now)
    this.#flow = flow
  }

  read(now: number): Reading {
    this.#count(now)
    const bitrate = Math.round(videoBitrate(this.#flow) * this.#chance().pace)
    return {
      audio: { ...this.#audio },
      video: { ...this.#video },
      frames: Math.floor(this.#frames),
      energy: this.#energy,
      samplesMs: this.#samplesMs,
      bitrate,
      totalBitrate: Math.round(bitrate * (1 + usual.header / usual.videoPacket)),
      flow: this.#flow,
    }
  }

  #count(now: number): void {
    const seconds = (now - this.#since) / 1000
    this.#since = now
    if (seconds <= 0) return
    this.#countSound(seconds)
    this.#add(this.#video, videoBitrate(this.#flow) * seconds, usual.videoPacket)
    if (this.#flow.video) this.#frames += this.#flow.frameRate * seconds
  }

  #countSound(seconds: number): void {
    const { audio, silence = false, loudness = 0 } = this.#flow
    if (!audio && !silence) return
    this.#add(this.#audio, (audio ? usual.audioBitrate : usual.silenceBitrate) * seconds, usual.audioPacket)
    this.#samplesMs += seconds * 1000
    if (audio) this.#energy += loudness * loudness * seconds
  }

  /** The first figure of its chance is its pace. */
  #chance(): { readonly random: Random; readonly pace: number } {
    if (this.#own === undefined) {
      const random = createRandom(this.#seed)
      this.#own = { random, pace: 0.9 + random.next() * 0.2 }
    }
    return this.#own
  }

  #add(count: Count, bits: number, packetSize: number): void {
    const { random, pace } = this.#chance()
    const bytes = Math.round((bits * pace) / 8)
    if (bytes === 0) return
    const packets = Math.ceil(bytes / packetSize)
    count.bytes += bytes
    count.packets += packets
    const lossRate = this.#flow.pace?.lossRate ?? usual.lossRate
    count.lost += Math.floor(packets * lossRate + random.next() * 0.5)
  }
}
