import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import type { WebhookOptions } from '../../author/rest/rest.ts'
import { type Dialect, dialects } from '../../contract/dialect.ts'
import { didYouMean } from '../../kernel/nearest.ts'
import { type WebhookGroup, webhookGroups } from '../../rest/webhooks/monitor.ts'
import { isThisMachineAlone } from './admission.ts'
import { type Console, type ExitCode, exitCodes, paintsFor } from './console.ts'
import { codeOf, portFrom, usualPorts } from './listening.ts'
import { type ServedWorld, serveWorld, type TlsFiles } from './world-server.ts'

export interface ServeOptions {
  readonly port: string | undefined
  readonly host: string | undefined
  /** Pages of these origins may take part, besides those of this machine. */
  readonly origins: readonly string[]
  readonly cert: string | undefined
  readonly key: string | undefined
  readonly dialect: string | undefined
  /** Where webhooks go, as the command line says it: `archive=http://localhost:3000/hooks`. */
  readonly webhooks: readonly string[]
  /** Where the built scripts lie. */
  readonly folder: string
}

const fits = (check: () => unknown): boolean => {
  try {
    return check() !== false
  } catch {
    return false
  }
}

/** @throws RangeError that names the file at fault, and the mistake in it. */
function demandPair({ cert, key }: TlsFiles, names: TlsFiles): void {
  if (!fits(() => new X509Certificate(cert))) {
    throw new RangeError(
      `--cert ${names.cert} holds no certificate. Give a PEM file that begins with -----BEGIN CERTIFICATE-----.`,
    )
  }
  if (!fits(() => createPrivateKey(key))) {
    throw new RangeError(
      `--key ${names.key} holds no private key without a passphrase. Give a PEM file that begins with -----BEGIN PRIVATE KEY-----.`,
    )
  }
  if (!fits(() => new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)))) {
    throw new RangeError(
      `--key ${names.key} is not the key of the certificate in --cert ${names.cert}. Give the two files that were made together.`,
    )
  }
}

function tlsFrom({ cert, key }: ServeOptions): TlsFiles | undefined {
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined) {
    throw new RangeError('--cert and --key belong together: the certificate and its private key, as PEM files.')
  }
  const read = (path: string, what: string): string => {
    try {
      return readFileSync(path, 'utf8')
    } catch (error) {
      throw new RangeError(`--${what} ${path} cannot be read (${String(codeOf(error))}). Give the path of a PEM file.`)
    }
  }
  const pair = { cert: read(cert, 'cert'), key: read(key, 'key') }
  demandPair(pair, { cert, key })
  return pair
}

function dialectFrom(word: string | undefined): Dialect {
  const known = dialects.find((one) => one === (word ?? 'documented'))
  if (known !== undefined) return known
  throw new RangeError(`There is no dialect "${word}". Say ${dialects.join(' or ')}.`)
}

function originFrom(text: string): string {
  const isOrigin = URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, '')
  if (isOrigin) return new URL(text).origin
  throw new RangeError(
    `--origin ${text} is no origin. Give a scheme, a host and a port, such as https://app.example.com.`,
  )
}

const isGroup = (word: string): word is WebhookGroup => webhookGroups.some((one) => one === word)

function webhooksFrom(texts: readonly string[]): WebhookOptions {
  const addresses: Partial<Record<WebhookGroup, string>> = {}
  for (const text of texts) {
    const [group = '', ...rest] = text.split('=')
    const address = rest.join('=')
    if (!isGroup(group)) {
      throw new RangeError(
        `--webhook ${text} names no kind of webhook.${didYouMean(group, webhookGroups)} Say ${webhookGroups.join(', ')}, such as archive=http://localhost:3000/hooks.`,
      )
    }
    if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
      throw new RangeError(
        `--webhook ${text} has no address. Give a whole one, such as ${group}=http://localhost:3000/hooks.`,
      )
    }
    if (addresses[group] !== undefined)
      throw new RangeError(`--webhook ${group} is given twice. Give one address for each kind.`)
    addresses[group] = address
  }
  return addresses
}

function whyNot(error: unknown, port: number, host: string): RangeError | undefined {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is taken by another program. Give another one with --port, or 0 for any that is free.`,
    EACCES: `Port ${port} may not be used by you. Give one from 1024 up with --port.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Give one of its own with --host, or leave --host out.`,
    ENOTFOUND: `There is no host ${host}. Give an address of this machine with --host, or leave --host out.`,
    ENOENT: 'The scripts of the package are not there. Install the package anew; in a clone, run: npm run build',
  }
  const reason = reasons[String(codeOf(error))]
  return reason === undefined ? undefined : new RangeError(reason)
}

const isEveryAddress = (host: string): boolean => host === '0.0.0.0' || host === '::'

function tell(world: ServedWorld, host: string, console: Console): void {
  const paints = paintsFor(console)
  const { address } = world
  console.out(`One world for every page that joins it: ${paints.strong(address)}`)
  console.out('Put this into each page, in the place of the real script:')
  console.out(`  <script src="${address}fake-opentok.iife.js" data-world="${world.socketAddress}"></script>`)
  console.out('Credentials for a room, as an application server would give them:')
  console.out(`  ${address}session/lobby     ${address}session/lobby?role=moderator`)
  console.out(`A server's SDK asks ${address.replace(/\/$/, '')} instead of the service.`)
  if (isThisMachineAlone(host)) console.out(paints.quiet('It is open to this machine alone. Ctrl+C ends it.'))
  else {
    if (isEveryAddress(host)) console.out(`On other machines, put the address of this one in the place of ${host}.`)
    console.out(
      paints.bad(
        `Warning: it is open to everybody who reaches ${host}. They can join every room, listen, and break every call of this world; no file of this machine can be reached.`,
      ),
    )
    console.out(paints.quiet('Ctrl+C ends it.'))
  }
}

/** `fake-opentok serve`: a world for pages of several browsers and machines; resolves once it is there. */
export async function serve(options: ServeOptions, console: Console): Promise<ExitCode> {
  const { port, host = '127.0.0.1', folder } = options
  const wanted = portFrom(port ?? String(usualPorts.serve))
  const tls = tlsFrom(options)
  const paints = paintsFor(console)
  try {
    const world = await serveWorld({
      ...{ port: wanted, host, folder, dialect: dialectFrom(options.dialect) },
      origins: options.origins.map(originFrom),
      webhooks: webhooksFrom(options.webhooks),
      ...(tls === undefined ? {} : { tls }),
      say: (line) => console.out(paints.quiet(line)),
    })
    tell(world, host, console)
    process.once('SIGINT', () => {
      world.close()
      process.exit(0)
    })
    return exitCodes.fine
  } catch (error) {
    throw whyNot(error, wanted, host) ?? error
  }
}
