import { chromium } from 'playwright'
import type { TestProject } from 'vitest/node'
import { chromiumFlags, findChromium } from '../../scripts/chromium.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the browser that all files of this project share; empty: there is none. */
    readonly browserOfPages: string
  }
}

/** As in a window that somebody looks at: without a head, sound is played to nobody without asking. */
const soundNeedsAGesture = '--autoplay-policy=document-user-activation-required'

/** Starts one browser for the tests of pages: each file would start its own otherwise. */
export default async function oneBrowser({ provide }: TestProject): Promise<() => Promise<void>> {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    provide('browserOfPages', '')
    return async () => {}
  }
  const server = await chromium.launchServer({ executablePath, args: [...chromiumFlags, soundNeedsAGesture] })
  provide('browserOfPages', server.wsEndpoint())
  return () => server.close()
}
