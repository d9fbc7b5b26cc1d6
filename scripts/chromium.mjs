// Finds the Chromium that the browser tests run in, and prints its path. Where there is none, installs Debian's, as root
// on Debian; anywhere else says what to do, and exits with 1.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Without its background services, which look for hosts that a test has no business with. */
export const chromiumFlags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  // It starts a process for the next page while the present one loads; most tests open no other.
  '--disable-features=SpareRendererForSitePerProcess',
]

/** The path of a Chromium, or undefined; CHROMIUM_PATH, where it is set, is the only place to look. */
export function findChromium() {
  const { CHROMIUM_PATH: chosen } = process.env
  return (chosen ? [chosen] : usualPlaces).find((path) => existsSync(path))
}

const isDebian = () =>
  existsSync('/etc/os-release') &&
  /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8')) &&
  process.getuid?.() === 0

function aptGet(...command) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // What apt-get says goes to standard error: standard output is the path's alone.
  const { status } = spawnSync('apt-get', ['-q', ...command], { env, stdio: ['ignore', 2, 2] })
  return status === 0
}

const install = () => aptGet('update') && aptGet('install', '-y', '--no-install-recommends', 'chromium')

function advice() {
  const { CHROMIUM_PATH: chosen } = process.env
  const place = chosen
    ? `CHROMIUM_PATH names ${chosen}, which is not there`
    : `none of these is there: ${usualPlaces.join(', ')}`
  return [
    `chromium: the browser tests need a Chromium or Chrome, and ${place}.`,
    'Install one (on Debian, as root: apt-get install chromium), or set CHROMIUM_PATH to the one you have.',
  ].join('\n')
}

function main() {
  if (findChromium() === undefined && !process.env.CHROMIUM_PATH && isDebian()) install()
  const path = findChromium()
  if (path === undefined) {
    console.error(advice())
    process.exitCode = 1
  } else console.log(path)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
