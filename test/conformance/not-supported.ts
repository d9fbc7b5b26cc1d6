/** Thrown by a rig for what it cannot arrange; the case then counts as failed, with this reason. */
export class NotSupported extends Error {
  override readonly name = 'NotSupported'

  /**
   * @param what the thing that cannot be arranged, in the vocabulary's words
   * @example throw new NotSupported('given.media.peerConnection')
   */
  constructor(what: string) {
    super(`The rig cannot arrange ${what}.`)
  }
}
