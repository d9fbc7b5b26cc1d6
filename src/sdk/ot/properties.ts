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

/** The values of an object on which an application has set some; few do. */
const changed: WeakMap<object, typeof values> = new WeakMap()
const valuesOf = (properties: object): typeof values => changed.get(properties) ?? values

/** One pair of accessors for all clients: V8 keeps each pair for long, and a shape for each object that has pairs of its own. */
const members: PropertyDescriptorMap = Object.fromEntries(
  Object.keys(values).map((name) => [
    name,
    {
      get(this: object): unknown {
        return valuesOf(this)[name]
      },
      set(this: object, next: unknown): void {
        if (changeable.includes(name)) changed.set(this, { ...valuesOf(this), [name]: next })
      },
    },
  ]),
)

/** `OT.properties`: every member can be read, none is listed, and to set most of them does nothing (recorded: `fixtures/facts/ot-properties.json`). */
export const otProperties = (): Readonly<Record<string, unknown>> => Object.defineProperties({}, members)
