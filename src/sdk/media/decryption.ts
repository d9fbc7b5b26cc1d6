/** What a test author, or the vocabulary, calls frames that the secret does not fit. */
const mismatches: readonly string[] = ['FailedToAuthenticate', 'mismatch']

/** Whether the media that comes in can be decrypted, and when that is told: once when it turns, one way or the other (recorded). */
export class Decryption {
  #fails = false

  /** What is told of an outcome: an event's name, or nothing. Other failures than a wrong secret are told to nobody (recorded). */
  became(outcome: string): 'encryptionSecretMismatch' | 'encryptionSecretMatch' | null {
    const fails = mismatches.includes(outcome)
    if ((!fails && outcome !== 'ok') || fails === this.#fails) return null
    this.#fails = fails
    return fails ? 'encryptionSecretMismatch' : 'encryptionSecretMatch'
  }
}
