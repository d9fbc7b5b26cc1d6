/** The version that is stood in for. */
export const version = 'v2.35.2'

const loggingURL = 'https://hlg.tokbox.com/prod'
const apiURL = 'https://anvil.opentok.com'
/** The real one's is where its script came from; ours comes from no address. */
const cdnURL = ''

/** The value of `OT.properties` (recorded: `fixtures/facts/ot-properties.json`). */
const values: Readonly<Record<string, unknown>> = {
  version,
  buildHash: '57b7308',
  minimumVersion: { firefox: 52, chrome: 49 },
  debug: false,
  websiteURL: 'http://www.tokbox.com',
  cdnURL,
  loggingURL,
  apiURL,
  supportSSL: true,
  cdnURLSSL: cdnURL,
  loggingURLSSL: loggingURL,
  apiURLSSL: apiURL,
  assetURL: `${cdnURL}/webrtc/${version}`,
  vonageAPIURL: 'vonageApiURL',
}

/** The ones that an application may change. */
const changeable: readonly string[] = ['apiURL', 'apiURLSSL']

/** `OT.properties`: every member can be read, none is listed, and to set most of them does nothing (recorded: `fixtures/facts/ot-properties.json`). */
export function otProperties(): Readonly<Record<string, unknown>> {
  const properties: Record<string, unknown> = {}
  for (const [name, first] of Object.entries(values)) {
    let value = first
    Object.defineProperty(properties, name, {
      get: () => value,
      set: (next: unknown) => {
        if (changeable.includes(name)) value = next
      },
      enumerable: false,
      configurable: false,
    })
  }
  return properties
}
