/*
 * The documentation of SDK 2.36 that is not of 2.35 (`notes:sdk-2.36`): words, besides the rows of the catalogue with
 * `since: '2.36'`. Nothing here is simulated: the live comparison settles it when that version can be had.
 */

/** Options of a publisher that SDK 2.35 ignores, as everything that it does not know. */
export const laterPublisherOptions = ['maxPublishTimeout', 'onRetry'] as const

/** Words that have come to be. */
export const laterWords = {
  'reason of videoQualityChanged': ['senderQualityRestriction'],
  'member of the video statistics of a subscriber': ['senderQualityRestriction', 'remotePublisherQualityRestriction'],
  'reason of a network condition of a publisher': ['noSubscribers', 'downstreamConstraint'],
} as const
