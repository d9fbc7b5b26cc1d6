import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, createServer, type InlineConfig } from 'vite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sourceAliases } from '../../source-aliases.ts'
import { openTok } from './vite.ts'

const cache = fileURLToPath(new URL('../../node_modules/.cache/fake-opentok', import.meta.url))
let root: string

beforeEach(() => {
  mkdirSync(cache, { recursive: true })
  root = mkdtempSync(`${cache}/vite-`)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const configOf = (plugin: ReturnType<typeof openTok>, more: InlineConfig = {}): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'silent',
  plugins: [plugin],
  ...more,
  build: { write: false, lib: { entry: `${root}/main.js`, formats: ['es'] }, minify: false },
})

const application = (text: string): void => writeFileSync(`${root}/main.js`, text)

const builtText = async (config: InlineConfig): Promise<string> => JSON.stringify(await build(config))

const viaSource: InlineConfig = { resolve: { alias: [...sourceAliases] } }

test('a production build takes the real SDK', async () => {
  writeFileSync(`${root}/real.js`, "export default 'the real SDK'")
  application("import OT from '@vonage/client-sdk-video'\nconsole.log(OT)")
  const real = { resolve: { alias: { '@vonage/client-sdk-video': `${root}/real.js` } } }
  expect(await builtText(configOf(openTok(), real))).toContain('the real SDK')
})

test('a production build fails where fake-opentok would be part of it', async () => {
  application("import OT from 'fake-opentok'\nconsole.log(OT)")
  await expect(build(configOf(openTok(), viaSource))).rejects.toThrow('fake-opentok would be part of this build')
})

test('a build that may hold it says so where it runs, minified or not', async () => {
  application("import OT from 'fake-opentok'\nconsole.log(OT)")
  const allowed = configOf(openTok({ allowInBuild: true }), viaSource)
  for (const minify of [false, 'oxc'] as const) {
    const config = { ...allowed, build: { ...allowed.build, minify } }
    expect(await builtText(config)).toContain(
      'calls are simulated, and no video service is called (this build holds fake-opentok',
    )
  }
})

test('a build that may hold it gets it in the real SDK’s place', async () => {
  application("import OT from '@opentok/client'\nconsole.log(OT)")
  expect(await builtText(configOf(openTok({ allowInBuild: true }), viaSource))).toContain('initSession')
})

test('in development both names are ours, and the package is not bundled beforehand', async () => {
  const server = await createServer({ ...configOf(openTok(), viaSource), server: { middlewareMode: true, ws: false } })
  try {
    for (const name of ['@opentok/client', '@vonage/client-sdk-video']) {
      expect((await server.pluginContainer.resolveId(name))?.id).toMatch(/\/(dist|src)\/index\.[jt]s$/)
    }
    expect(server.config.optimizeDeps.exclude).toContain('fake-opentok/simulator')
  } finally {
    await server.close()
  }
})

test('an option that is none is refused', () => {
  expect(() => openTok({ allowInBuilds: true } as object)).toThrow('allowInBuild')
})
