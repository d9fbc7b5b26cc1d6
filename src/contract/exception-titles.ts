/** Where a title comes from: the documentation, or our own words for a code that has a title we do not copy. */
export interface ExceptionTitle {
  readonly title: string
  readonly documented: boolean
  /** Whether the SDK has a title for the code (recorded: `live/programs/titles`). */
  readonly inSdk: boolean
}

const documented = (title: string): ExceptionTitle => ({ title, documented: true, inSdk: true })
const inOurWords = (title: string): ExceptionTitle => ({ title, documented: false, inSdk: true })
const unknownToSdk = (title: ExceptionTitle): ExceptionTitle => ({ ...title, inSdk: false })

/**
 * Titles of the `exception` event by code. Documented ones are facts (`fixtures/facts/exception-titles.json`); the others
 * are our own words, as long as the SDK's own, for codes that were recorded with a title, and for codes of the guide that have none.
 */
export const exceptionTitles: Readonly<Record<number, ExceptionTitle>> = {
  1004: documented('Authentication error'),
  1005: documented('Invalid Session ID'),
  1006: documented('Connect Failed'),
  1007: documented('Connect Rejected'),
  1008: documented('Connect Time-out'),
  1009: documented('Security Error'),
  1010: documented('Not Connected'),
  1011: documented('Invalid Parameter'),
  1013: documented('Connection Failed'),
  1014: documented('API Response Failure'),
  1015: inOurWords('The Peer Connection Is Not There, or Is Not Connected'),
  1026: documented('Terms of Service Violation: Export Compliance'),
  1027: inOurWords('Too Many Connections Open'),
  1500: documented('Unable to Publish'),
  1501: inOurWords('Subscription Failed'),
  1502: inOurWords('Media Cannot Be Started'),
  1503: inOurWords('Failure of Code 1503'),
  1510: unknownToSdk(inOurWords('Signal Not Sent')),
  1520: documented('Unable to Force Disconnect'),
  1530: documented('Unable to Force Unpublish'),
  1535: documented('Force Unpublish on Invalid Stream'),
  1540: inOurWords('Muting Not Permitted'),
  1553: inOurWords('Publisher Without Media Path'),
  1554: inOurWords('Subscriber Without Media Path'),
  1600: inOurWords('WebRTC of a Subscriber Failed, So That Its Stream Cannot Be Received'),
  1601: unknownToSdk(inOurWords('WebRTC Failure of a Publisher')),
  1605: inOurWords('No Further Subscriber'),
  2000: documented('Internal Error'),
  2001: inOurWords('Service Answer Not Legible'),
  2010: unknownToSdk(documented('Report Issue Failure')),
  2021: inOurWords('Proxy URL Set Too Late'),
  2022: inOurWords('Proxy URL Cannot Be Changed'),
  2031: inOurWords('Undocumented Failure, Which Has the Code 2031 Only'),
  4000: inOurWords('Undocumented Failure (4000)'),
  5001: inOurWords('Undocumented Failure No. 5001'),
}

/** The title that the SDK itself has for a code; undefined where it has none. */
export const sdkTitleOf = (code: number): string | undefined =>
  exceptionTitles[code]?.inSdk === true ? exceptionTitles[code]?.title : undefined

/** The title that goes with a code; undefined where a code has none (recorded: 500, 4010, 4020, and no code at all). */
export const titleOf = (code: number | string | null | undefined): string | undefined =>
  typeof code === 'number' ? exceptionTitles[code]?.title : undefined
