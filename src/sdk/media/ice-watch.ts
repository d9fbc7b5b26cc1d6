import type { IceState } from '../../contract/peer-path.ts'

/** The meaning of a path's state for a subscriber. */
type Meaning = 'connected' | 'disconnected' | 'destroyed'

const meanings: Readonly<Partial<Record<IceState, Meaning>>> = {
  new: 'disconnected',
  checking: 'disconnected',
  connected: 'connected',
  completed: 'connected',
  disconnected: 'disconnected',
  failed: 'destroyed',
}

/** The surroundings in which a path changes its state. */
export interface PathSetting {
  /** The path leads from client to client, in a relayed session. */
  readonly isRelayed: boolean
  /** The messaging connection of the session is there. */
  readonly hasLine: boolean
}

/**
 * A consequence of a state: the path is `sought-anew`; it `fails-soon`, and is given up after a while; the sign of `loading` is
 * shown, or hidden (`loaded`); the application hears the event `connected` or `disconnected`.
 */
export type PathConsequence = 'sought-anew' | 'fails-soon' | 'loading' | 'loaded' | 'connected' | 'disconnected'

/**
 * The meanings that a subscriber gives to the states of its path. States that mean the same are one: a path that was sought and is
 * disconnected before it ever stood changes nothing (recorded: `webrtc/subscribe/ice-disconnected-before-loaded`).
 *
 * @example
 * const watch = new IceWatch()
 * watch.became('connected', { isRelayed: false, hasLine: true }) // ['loaded', 'connected']
 */
export class IceWatch {
  #meaning: Meaning | null = null
  #lastReported: Meaning = 'disconnected'

  get isFailed(): boolean {
    return this.#meaning === 'destroyed'
  }

  /** Takes in the path's new state, and returns the consequences in their order. */
  became(state: IceState, { isRelayed, hasLine }: PathSetting): readonly PathConsequence[] {
    const meaning = meanings[state]
    if (meaning === undefined || meaning === this.#meaning) return []
    this.#meaning = meaning
    const found: PathConsequence[] = []
    if (state === 'disconnected' && !isRelayed) found.push('sought-anew')
    // Between two clients a failed path may come back: nothing is told of it (recorded: `webrtc/relayed/subscribed-ice-failed`).
    if (state === 'failed' && isRelayed) return found
    if (state === 'failed' && hasLine) found.push('fails-soon')
    found.push(meaning === 'connected' ? 'loaded' : 'loading')
    if (this.#lastReported !== meaning && meaning !== 'destroyed') found.push(meaning)
    this.#lastReported = meaning
    return found
  }
}
