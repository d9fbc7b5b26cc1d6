import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** The scripts that a page runs: the real SDK's, and the runner over either SDK. */
export interface Bundles {
  readonly sdk: string
  readonly real: string
  readonly ours: string
}

const here = dirname(fileURLToPath(import.meta.url))

/** Where the pinned real SDK lies. */
export const sdkPackage = (): string =>
  dirname(createRequire(import.meta.url).resolve('@vonage/client-sdk-video/package.json'))

/** The version of an installed SDK. */
export function sdkVersion(folder: string): string {
  const { version }: { version?: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return version ?? 'unknown'
}

/** The script of an SDK's package. */
export const sdkScript = (folder: string): string => readFileSync(join(folder, 'dist/js/opentok.min.js'), 'utf8')

/** Bundles the runner for pages, in memory, from the source as it stands. */
export async function makeBundles(sdkFolder: string): Promise<Bundles> {
  const [real, ours] = await Promise.all([bundle('real'), bundle('ours')])
  return { sdk: sdkScript(sdkFolder), real, ours }
}

async function bundle(name: 'real' | 'ours'): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: join(here, 'in-page', `${name}.ts`), formats: ['iife'], name: 'page' },
    },
  })
  const outputs = Array.isArray(result) ? result : [result]
  const code = outputs.flatMap((one) => ('output' in one ? one.output : [])).find((chunk) => chunk.type === 'chunk')
  if (code === undefined || code.type !== 'chunk') throw new Error(`Nothing came of bundling ${name} for the page.`)
  return code.code
}
