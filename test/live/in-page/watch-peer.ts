import type { Work } from './work.ts'

/** What gathering addresses and connecting take at most, in real milliseconds. */
const longestGatheringMs = 1000
const longestConnectingMs = 3000

/** The browser's own connections, whatever stands in the window later. */
const { prototype } = RTCPeerConnection

/** A case may have a connection report another state than it has: the browser's own is asked. */
const nativeState = (connection: RTCPeerConnection, name: 'connectionState' | 'iceConnectionState'): unknown =>
  Object.getOwnPropertyDescriptor(prototype, name)?.get?.call(connection)

/** Whose end of a connection is watched: the SDK's, or the service's. */
export type End = 'near' | 'far'

/** Counts as work what the peer connections of a page do by themselves: they gather addresses, and connect. */
export class PeerWatch {
  readonly #work: Work
  readonly #far = new Set<RTCPeerConnection>()
  readonly #connecting = new Map<RTCPeerConnection, () => void>()
  readonly #near = new Set<RTCPeerConnection>()

  constructor(work: Work) {
    this.#work = work
  }

  watch(connection: RTCPeerConnection, end: End): void {
    const peers = end === 'near' ? this.#near : this.#far
    peers.add(connection)
    let gathered: (() => void) | null = null
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState === 'gathering') gathered ??= this.#work.begin(longestGatheringMs)
      else gathered?.()
    })
    connection.addEventListener('track', ({ track }) => this.#work.expect(track))
    for (const type of ['signalingstatechange', 'iceconnectionstatechange', 'connectionstatechange']) {
      connection.addEventListener(type, () => this.#look())
    }
  }

  /** The service sends media from this end of a connection now: what comes in at the SDK's end of it is awaited. */
  mediaComes(far: RTCPeerConnection): void {
    const sender = iceName(far.localDescription)
    for (const peer of this.#near) {
      if (iceName(peer.remoteDescription) !== sender) continue
      for (const { track } of peer.getReceivers()) this.#work.arrives(track)
    }
  }

  /** Connections are at work from when the service's end knows both descriptions: the rest is between browsers. */
  #look(): void {
    for (const peer of this.#far) if (isConnecting(peer) && peer.signalingState === 'stable') this.#begin(peer)
    const isUnderWay = [...this.#far].some((peer) => this.#connecting.has(peer))
    for (const peer of this.#near) if (isUnderWay && isConnecting(peer)) this.#begin(peer)
    for (const [peer, end] of this.#connecting) {
      if (isConnecting(peer)) continue
      this.#connecting.delete(peer)
      end()
    }
  }

  #begin(peer: RTCPeerConnection): void {
    if (!this.#connecting.has(peer)) this.#connecting.set(peer, this.#work.begin(longestConnectingMs))
  }
}

/** The name by which two ends know each other (RFC 8839, `ice-ufrag`). */
const iceName = (description: RTCSessionDescription | null): string | undefined =>
  /^a=ice-ufrag:(\S+)/m.exec(description?.sdp ?? '')?.[1]

const isConnecting = (peer: RTCPeerConnection): boolean =>
  peer.signalingState !== 'closed' &&
  (nativeState(peer, 'connectionState') === 'connecting' || nativeState(peer, 'iceConnectionState') === 'checking')
