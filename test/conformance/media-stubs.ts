import { allSteps, type RecordedCase } from './recorded-case.ts'

/** What the vocabulary puts in place of the browser's connections and media elements (VOCAB.md, "given.media (WebRTC)"). */
const stubs = ['peerConnection', 'videoElement', 'replaceTrack', 'setSinkId', 'encodedStreams', 'codecCapabilities']
const stubSteps = ['ice', 'videoElement', 'track', 'decryption', 'peerClosed', 'peerConnection']

const hasOne = (of: object, names: readonly string[]): boolean => names.some((name) => name in of)

/**
 * Whether a case replaces WebRTC or media elements by stubs, or makes such a stub do something.
 *
 * @example cases.filter(usesMediaStubs).length // 258 of the project's recordings
 */
export function usesMediaStubs(recorded: RecordedCase): boolean {
  return hasOne(recorded.given.media ?? {}, stubs) || allSteps(recorded).some((step) => hasOne(step, stubSteps))
}
