/** The version of this package. */
export const version = '0.1.0'

/** The names under which the real SDK is published. */
export const realNames: readonly string[] = ['@opentok/client', '@vonage/client-sdk-video']

/** The entrances of this package that a page imports. */
export const pageEntrances: readonly string[] = [
  'fake-opentok',
  'fake-opentok/simulator',
  'fake-opentok/scenario',
  'fake-opentok/auto',
  'fake-opentok/msw',
  'fake-opentok/offline',
  'fake-opentok/panel',
]

/** The aliases with which a bundler puts this package in the real SDK's place. */
export const ownForReal: Readonly<Record<string, string>> = Object.fromEntries(
  realNames.map((name) => [name, 'fake-opentok']),
)
