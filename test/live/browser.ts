import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { chromiumFlags, findChromium } from '../../scripts/chromium.mjs'
import { markup } from '../conformance/page-markup.ts'
import type { RecordedCase } from '../conformance/recorded-case.ts'
import { answerRoute, type Escape } from './answer-route.ts'
import type { Bundles } from './bundles.ts'
import type { LivePage, Sighting } from './in-page/watch-one.ts'
import { pageOrigin } from './requests.ts'

/** Whose SDK a page runs. */
export type Side = (typeof sides)[number]

const sides = ['real', 'ours'] as const

/** A page that runs one case after the other, each in a document of its own. */
export interface Stage {
  watch(recorded: RecordedCase, side: Side): Promise<Sighting>
}

/** A browser with stages in it. */
export interface Theatre {
  readonly stages: readonly Stage[]
  /** Requests that would have got out; none did. */
  readonly escapes: readonly Escape[]
  close(): Promise<void>
}

const flags = [
  '--use-fake-device-for-media-stream=fps=5',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // Both ends of a connection are in one page, which has no address but its own.
  '--allow-loopback-in-peer-connection',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  // Whatever is not answered here finds no host.
  '--host-resolver-rules=MAP * ~NOTFOUND',
]

/**
 * Each case has a document of its own, in a frame of a stage's page. It takes its scripts from the page that opened the stage: the same
 * string in the same process is compiled once, and the real SDK is there in a seventh of the time that a page of its own needs.
 */
const documentOf = (side: Side): string =>
  [
    '<!doctype html><html><head><meta charset="utf-8"><title>live</title>',
    `<script>{const s=document.createElement('script');s.textContent=parent.opener.bundles.${side};document.head.append(s);s.remove()}`,
    `document.currentScript.remove()</script></head><body>${markup}</body></html>`,
  ].join('')

/** A case that takes longer than this has broken its page, in milliseconds. */
const longestMs = 60_000

/** What a page that is late may take to say where it is, in milliseconds. */
const longestSayingMs = 2000

interface Playing {
  recorded: RecordedCase | null
}

/** Opens a browser with so many stages, in as many processes as there are `roots`. */
export async function openTheatre(bundles: Bundles, size: { roots: number; stages: number }): Promise<Theatre> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('There is no Chromium here. Run: node scripts/chromium.mjs')
  const browser = await chromium.launch({ executablePath, args: [...chromiumFlags, ...flags] })
  const escapes: Escape[] = []
  const roots = await Promise.all(Array.from({ length: size.roots }, () => openRoot(browser, bundles, escapes)))
  const inTurn = Array.from({ length: size.stages }, (_, index) => roots[index % roots.length])
  const stages = await Promise.all(inTurn.flatMap((open) => (open === undefined ? [] : [open()])))
  return { stages, escapes, close: () => browser.close() }
}

async function openRoot(browser: Browser, bundles: Bundles, escapes: Escape[]): Promise<() => Promise<Stage>> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const playing = new Map<Page, Playing>()
  await context.route('**/*', (route) => serve(route, playing, escapes))
  const root = await context.newPage()
  await root.goto(`${pageOrigin}/root`)
  await root.evaluate(({ sdk, real, ours }) => Object.assign(window, { sdk, bundles: { real, ours } }), bundles)
  return () => openStage(context, root, playing, escapes)
}

function serve(
  route: Parameters<Parameters<BrowserContext['route']>[1]>[0],
  playing: ReadonlyMap<Page, Playing>,
  escapes: Escape[],
): Promise<void> {
  const request = route.request()
  const { origin, pathname } = new URL(request.url())
  if (origin === pageOrigin) {
    const side = sides.find((one) => pathname === `/${one}`)
    return route.fulfill({ contentType: 'text/html', body: side === undefined ? '' : documentOf(side) })
  }
  const recorded = playing.get(request.frame().page())?.recorded ?? null
  return answerRoute(route, recorded, (one) => escapes.push(one))
}

async function openStage(
  context: BrowserContext,
  root: Page,
  playing: Map<Page, Playing>,
  escapes: Escape[],
): Promise<Stage> {
  // Opened one after the other: which page comes next is then certain.
  const page = await openFrom(context, root)
  const now: Playing = { recorded: null }
  playing.set(page, now)
  page.on('websocket', (socket) => escapes.push({ id: now.recorded?.id ?? '', address: socket.url() }))
  page.on('dialog', (dialog) => void dialog.dismiss())
  return {
    watch: async (recorded, side) => {
      now.recorded = recorded
      const seen = page.evaluate(watchInFrame, {
        address: `${pageOrigin}/${side}`,
        recorded: JSON.stringify(recorded),
      })
      return within(longestMs, seen.catch(broken), () => within(longestSayingMs, page.evaluate(placeInFrame), noPlace))
    },
  }
}

let opening: Promise<unknown> = Promise.resolve()

function openFrom(context: BrowserContext, root: Page): Promise<Page> {
  const next = opening.then(async () => {
    const [page] = await Promise.all([
      context.waitForEvent('page'),
      root.evaluate((address) => void window.open(address), `${pageOrigin}/blank`),
    ])
    await page.waitForLoadState()
    return page
  })
  opening = next
  return next
}

/** Runs in a stage's page. */
async function watchInFrame({ address, recorded }: { address: string; recorded: string }): Promise<Sighting> {
  document.body.replaceChildren()
  const frame = Object.assign(document.createElement('iframe'), { src: address, width: '1240', height: '760' })
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
  document.body.append(frame)
  await loaded
  const { live } = frame.contentWindow as unknown as { readonly live: LivePage }
  // A copy: what an SDK does when its page goes is not the case's any more.
  return live
    .watch(JSON.parse(recorded))
    .then((seen) => structuredClone(seen))
    .finally(() => frame.remove())
}

/** Runs in a stage's page that is late. */
function placeInFrame(): Sighting {
  const frame = document.querySelector('iframe')
  const { live } = (frame?.contentWindow ?? {}) as unknown as { readonly live?: LivePage }
  return { unable: `The page told nothing in time: ${live?.place?.() ?? 'its document has not loaded'}.` }
}

const noPlace = async (): Promise<Sighting> => ({ unable: 'The page told nothing in time, and does not answer.' })

const broken = (error: unknown): Sighting => ({ unable: `The page broke: ${String(error)}` })

async function within(ms: number, work: Promise<Sighting>, otherwise: () => Promise<Sighting>): Promise<Sighting> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Sighting>((resolve) => {
    timer = setTimeout(() => resolve(otherwise()), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
