/** Where a title comes from: the documentation, or our own words for a code that has a title we do not copy. */
export interface ExceptionTitle {
  readonly title: string
  readonly documented: boolean
}

const documented = (title: string): ExceptionTitle => ({ title, documented: true })
const inOurWords = (title: string): ExceptionTitle => ({ title, documented: false })

/**
 * Titles of the `exception` event by code. Documented ones are facts (`fixtures/facts/exception-titles.json`); the others
 * are our own words for codes that were recorded with a title, and for codes of the guide that have none.
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
  1026: documented('Terms of Service Violation: Export Compliance'),
  1027: inOurWords('Too Many Connections'),
  1500: documented('Unable to Publish'),
  1501: inOurWords('Subscription Failed'),
  1502: inOurWords('Media Not Playable'),
  1510: inOurWords('Signal Not Sent'),
  1520: documented('Unable to Force Disconnect'),
  1530: documented('Unable to Force Unpublish'),
  1535: documented('Force Unpublish on Invalid Stream'),
  1540: inOurWords('Muting Not Permitted'),
  1553: inOurWords('Publisher Found No Media Path'),
  1554: inOurWords('Subscriber Found No Media Path'),
  1600: inOurWords('WebRTC Failure of a Subscriber'),
  1601: inOurWords('WebRTC Failure of a Publisher'),
  1605: inOurWords('Too Many Subscribers'),
  2000: documented('Internal Error'),
  2001: inOurWords('Service Response Not Understood'),
  2010: documented('Report Issue Failure'),
  2021: inOurWords('Proxy URL Set Too Late'),
  2022: inOurWords('Proxy URL Set Twice'),
}

/** The title that goes with a code; undefined where a code has none (recorded: 500, 4010, 4020, and no code at all). */
export const titleOf = (code: number | string | null | undefined): string | undefined =>
  typeof code === 'number' ? exceptionTitles[code]?.title : undefined
