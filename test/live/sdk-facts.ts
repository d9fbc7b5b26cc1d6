import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { chromiumFlags, findChromium } from '../../scripts/chromium.mjs'
import { sdkScript, sdkVersion } from './bundles.ts'
import { type Declarations, declarationsOf } from './declarations.ts'
import { pageOrigin } from './requests.ts'

/** What can be told of a version of the SDK without a service. */
export interface SdkFacts {
  readonly version: string
  readonly declarations: Declarations
  /** Codes by their names, as the SDK lists them. */
  readonly codes: Readonly<Record<string, string>>
  /** Names of errors, wherever they stand in the script. */
  readonly errorNames: readonly string[]
  /** Titles of the `exception` event, by code. */
  readonly titles: Readonly<Record<string, string>>
  /** Members that `OT`, a session and a publisher have, documented or not. */
  readonly members: readonly string[]
}

type FoundInPage = Pick<SdkFacts, 'codes' | 'titles' | 'members'>

/** Reads what a package of the SDK declares, and what its script says of itself in a browser that reaches nothing. */
export async function sdkFacts(folder: string): Promise<SdkFacts> {
  const script = sdkScript(folder)
  return {
    version: sdkVersion(folder),
    declarations: declarationsOf(readFileSync(join(folder, 'dist/js/opentok.d.ts'), 'utf8')),
    errorNames: [...new Set(script.match(/\bOT_[A-Z][A-Z0-9_]+\b/g) ?? [])].sort(),
    ...(await askInPage(script)),
  }
}

async function askInPage(script: string): Promise<FoundInPage> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('There is no Chromium here. Run: node scripts/chromium.mjs')
  const args = [...chromiumFlags, '--host-resolver-rules=MAP * ~NOTFOUND']
  const browser = await chromium.launch({ executablePath, args })
  try {
    const page = await browser.newPage()
    await page.route('**/*', (route) =>
      route.request().url().startsWith(pageOrigin)
        ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>facts</title>' })
        : route.abort(),
    )
    await page.goto(`${pageOrigin}/`)
    await page.addScriptTag({ content: script })
    return await page.evaluate(factsInPage)
  } finally {
    await browser.close()
  }
}

/** Runs in the page. */
function factsInPage(): FoundInPage {
  const highestCode = 9999
  const OT: unknown = Reflect.get(window, 'OT')
  const read = (value: unknown, key: string): unknown => Reflect.get(Object(value), key)
  const ask = (value: unknown, method: string, ...given: readonly unknown[]): unknown => {
    const found = read(value, method)
    return typeof found === 'function' ? Reflect.apply(found, value, given) : undefined
  }
  const membersOf = (name: string, value: unknown): readonly string[] => {
    const keys = new Set<string>()
    for (let one = Object(value); one !== null && one !== Object.prototype; one = Object.getPrototypeOf(one)) {
      for (const key of Object.getOwnPropertyNames(one)) keys.add(key)
    }
    return [...keys].map((key) => `${name}.${key} (${typeof read(value, key)})`).sort()
  }
  const titles: Record<string, string> = {}
  for (let code = 0; code <= highestCode; code += 1) {
    const title = ask(OT, 'getErrorTitleByCode', code)
    if (typeof title === 'string') titles[String(code)] = title
  }
  const codes = Object.entries(Object(read(OT, 'ExceptionCodes'))).map(([name, code]) => [name, String(code)])
  const publisher = ask(OT, 'initPublisher', undefined, {
    insertDefaultUI: false,
    videoSource: null,
    audioSource: null,
  })
  return {
    codes: Object.fromEntries(codes),
    titles,
    members: [
      ...membersOf('OT', OT),
      ...membersOf('session', ask(OT, 'initSession', '46000000', 'SESSION_A')),
      ...membersOf('publisher', publisher),
    ],
  }
}
