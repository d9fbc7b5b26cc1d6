import type { JsonObject } from '../../../conformance/recorded-case.ts'
import type { PageClock } from '../page-clock.ts'
import { sentTracks } from '../sent-tracks.ts'
import type { PeerWatch } from '../watch-peer.ts'
import type { MessagingService } from './messaging.ts'

/** One end of a media connection that the service holds: of a stream, or of a subscriber to it. */
export interface FarSide {
  readonly stream: string
  readonly subscriber: string | null
}

interface Peer {
  readonly connection: RTCPeerConnection
  /** Candidates that came before there was a description to add them to. */
  readonly waiting: RTCIceCandidateInit[]
  ready: boolean
}

const NativePeer = window.RTCPeerConnection
const garbled = 'x'

/**
 * Browsers, services and networks take time for media, in milliseconds, as long as it took where recordings were made in real time
 * (`webrtc/subscribe/ok`, `webrtc/publish/ok`): here the page's time stands still while a browser is at work. Until the service offers a
 * stream, and until it answers an offer:
 */
const preparationMs = { offer: 372, answer: 268 } as const

/** What an address takes until it is of use: a path comes behind the media's description. */
const pathMs = 360

/** From the path to the first media on it. */
const mediaMs = 300

/** The media side of the service: it answers offers and makes them, with connections of the browser's own. */
export class ServiceMedia {
  readonly #clock: PageClock
  readonly #service: MessagingService
  readonly #watch: PeerWatch
  readonly #peers = new Map<string, Peer>()
  /** Relayed subscribers, with the connection that they belong to. */
  readonly #relayed = new Map<string, string>()
  /** Subscribers that a stream is to be offered to. */
  readonly #waiting = new Set<string>()
  #offers = 0

  constructor(clock: PageClock, service: MessagingService, watch: PeerWatch) {
    this.#clock = clock
    this.#watch = watch
    this.#service = service
  }

  relayTo(subscriber: string, connection: string): void {
    this.#relayed.set(subscriber, connection)
  }

  /** Closes the service's end. */
  forget(id: string): void {
    this.#peers.get(id)?.connection.close()
    this.#peers.delete(id)
    this.#waiting.delete(id)
  }

  /** The client offers its media; the answer follows, if the case lets it. */
  takeOffer(side: FarSide, { sdp }: JsonObject, agree: () => void): void {
    const { publish, answerOnce } = this.#service.rules
    agree()
    this.#offers += 1
    if (side.subscriber === null && publish === 'jsepNoAnswer') return
    if (answerOnce && this.#offers > 1) return
    if (publish === 'jsepBadAnswer') return this.#say(side, 'answer', { sdp: garbled })
    if (publish === 'jsepEmptyAnswer') return this.#say(side, 'answer', {})
    this.#clock.after(preparationMs.answer, () => this.#clock.work.track(this.#answer(side, String(sdp))))
  }

  takeAnswer({ subscriber }: FarSide, { sdp }: JsonObject, agree: () => void): void {
    agree()
    const peer = this.#peers.get(subscriber ?? '')
    if (peer !== undefined) this.#clock.work.track(take(peer, { type: 'answer', sdp: String(sdp) }))
  }

  takeCandidate(side: FarSide, content: JsonObject, agree: () => void): void {
    agree()
    const peer = this.#peers.get(idOf(side))
    const candidate = candidateIn(content)
    if (peer === undefined || candidate === null || !this.#trickles(side)) return
    this.#clock.after(pathMs, () => {
      if (peer.ready) void peer.connection.addIceCandidate(candidate).catch(() => {})
      else peer.waiting.push(candidate)
    })
  }

  /** The service offers a remote stream to a subscriber of the client's. */
  offer(side: FarSide): void {
    if (this.#service.rules.subscribe === 'badOffer') return this.#say(side, 'offer', { sdp: garbled, peerPriority: 1 })
    this.#waiting.add(idOf(side))
    this.#clock.after(preparationMs.offer, () => {
      if (this.#waiting.delete(idOf(side))) this.#clock.work.track(this.#offerMedia(side))
    })
  }

  async #offerMedia(side: FarSide): Promise<void> {
    const { connection } = this.#peerFor(side)
    const tracks = sentTracks(this.#service.rules.carries, this.#clock)
    const streams = [new MediaStream([...tracks])]
    const senders = tracks.map((track) => ({
      track,
      sender: connection.addTransceiver(track.kind, { streams, direction: 'sendrecv' }).sender,
    }))
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState !== 'connected') return
      this.#clock.after(mediaMs, () => {
        const sending = senders.map(({ sender, track }) => sender.replaceTrack(track))
        this.#clock.work.track(Promise.all(sending).then(() => this.#watch.mediaComes(connection)))
      })
    })
    const offer = await connection.createOffer()
    await connection.setLocalDescription(offer)
    this.#say(side, 'offer', { sdp: this.#described(side, offer.sdp), peerPriority: 1 })
  }

  async #answer(side: FarSide, sdp: string): Promise<void> {
    const peer = this.#peers.get(idOf(side)) ?? this.#peerFor(side)
    await take(peer, { type: 'offer', sdp: this.#described(side, sdp) })
    const answer = await peer.connection.createAnswer()
    await peer.connection.setLocalDescription(answer)
    this.#say(side, 'answer', { sdp: answer.sdp ?? '' })
    if (side.subscriber === null) this.#service.answered(side.stream)
  }

  #peerFor(side: FarSide): Peer {
    const connection = new NativePeer()
    const peer: Peer = { connection, waiting: [], ready: false }
    this.#peers.set(idOf(side), peer)
    this.#watch.watch(connection, 'far')
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate === null || candidate.candidate === '' || !this.#trickles(side)) return
      const { sdpMid, sdpMLineIndex } = candidate
      const content = { candidate: candidate.candidate, sdpMid, sdpMLineIndex }
      this.#clock.after(pathMs, () => this.#say(side, 'candidate', content))
    })
    return peer
  }

  #trickles({ subscriber }: FarSide): boolean {
    const { publish, subscribe } = this.#service.rules
    return subscriber === null ? publish !== 'jsepNoCandidates' : subscribe !== 'noCandidates'
  }

  #described(side: FarSide, sdp: string | undefined): string {
    const text = sdp ?? ''
    return this.#trickles(side) ? text : text.replace(/a=candidate.*\r\n/g, '')
  }

  #say(side: FarSide, method: 'offer' | 'answer' | 'candidate', content: JsonObject): void {
    const { stream, subscriber } = side
    const path = `/stream/${stream}${subscriber === null ? '' : `/subscriber/${subscriber}`}`
    const body = { peerId: 'peer1', sourceStreamId: this.#service.leg, ...content }
    this.#service.tell(method, path, body, { from: this.#speaker(side) })
  }

  /** In a relayed session the other client itself speaks. */
  #speaker({ stream, subscriber }: FarSide): string {
    if (subscriber === null || !this.#service.rules.p2p) return 'symphony.1'
    return this.#relayed.get(subscriber) ?? this.#service.ownerOf(stream) ?? 'c1'
  }
}

async function take(peer: Peer, description: RTCSessionDescriptionInit): Promise<void> {
  await peer.connection.setRemoteDescription(description)
  peer.ready = true
  for (const one of peer.waiting.splice(0)) void peer.connection.addIceCandidate(one).catch(() => {})
}

const idOf = ({ stream, subscriber }: FarSide): string => subscriber ?? stream

function candidateIn({ candidate, sdpMid, sdpMLineIndex }: JsonObject): RTCIceCandidateInit | null {
  if (typeof candidate !== 'string' || candidate === '') return null
  return {
    candidate,
    ...(typeof sdpMid === 'string' ? { sdpMid } : {}),
    ...(typeof sdpMLineIndex === 'number' ? { sdpMLineIndex } : {}),
  }
}
