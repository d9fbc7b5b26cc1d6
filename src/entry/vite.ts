/**
 * For Vite: puts fake-opentok in the place of the real SDK in development and in tests, and keeps it out of published builds.
 */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { ownForReal, pageEntrances } from '../author/this-package.ts'
import type { ParamsOf } from '../author/verbs/verb-table.ts'
import { tellingStatement, tellThatSimulated } from '../kernel/test-runner.ts'
import { demandArguments, param } from '../vocabulary/check.ts'
import { bag, flag, optional } from '../vocabulary/shape.ts'

/** The options of the plugin. */
export interface OpenTokPluginOptions {
  /**
   * Whether a build may hold fake-opentok: for Storybook, previews and labs. Then a build gets it in the real SDK's place,
   * too. Default false: a build takes the real SDK, and fails where fake-opentok would be part of it.
   */
  readonly allowInBuild?: boolean
}

const openTokParams = [param('options', optional(bag({ allowInBuild: optional(flag) })))] satisfies ParamsOf<
  Parameters<typeof openTok>
>

/** Where the scripts of this package are served in development. */
export const scriptsAt = '/@fake-opentok/'

// The address has a name of its own, because the build would bundle a file whose address is written out.
const here = import.meta.url

const folder = fileURLToPath(new URL('..', here))

/** The scripts that a page or a worker is loaded from, by their names: nothing else of the package is served. */
const isScript = (name: string): boolean => /^fake-opentok(\.[a-z]+)*\.js$/.test(name)

const scriptOf = (url: string): string | null => {
  const name = url.startsWith(scriptsAt) ? (url.slice(scriptsAt.length).split('?')[0] ?? '') : ''
  return isScript(name) ? name : null
}

function textOf(name: string): string | null {
  try {
    return readFileSync(`${folder}${name}`, 'utf8')
  } catch {
    return null
  }
}

const surviving =
  'fake-opentok would be part of this build, and people would have calls that do not exist. Take the alias or the import of fake-opentok out of what is built, or use openTok({ allowInBuild: true }) for a preview.'

const isOwn = (id: string): boolean => id.startsWith(folder) || /[\\/]node_modules[\\/]fake-opentok[\\/]/.test(id)

/** The module that stands for the real SDK. */
const isMainEntrance = (id: string): boolean => /[\\/](dist|src)[\\/]index\.[jt]s$/.test(id.split('?')[0] ?? '')

/**
 * A plugin of Vite that lets `fake-opentok` stand for `@opentok/client` and `@vonage/client-sdk-video` in development and in
 * tests. A production build takes the real SDK, and fails where fake-opentok would be part of it.
 *
 * @throws RangeError for an option that is none, or cannot be.
 *
 * @example
 * // vite.config.ts
 * export default defineConfig({ plugins: [openTok()] })
 */
export function openTok(...args: readonly [options?: OpenTokPluginOptions]): Plugin {
  demandArguments('openTok', openTokParams, args)
  const [{ allowInBuild = false } = {}] = args
  let guards = false
  let isAllowedBuild = false
  return {
    name: 'fake-opentok',
    enforce: 'pre',
    config(_config, { command }) {
      const isBuild = command === 'build'
      guards = isBuild && !allowInBuild
      isAllowedBuild = isBuild && allowInBuild
      // A package that the development server bundles beforehand looks for its workers in the wrong place.
      return { resolve: { alias: guards ? {} : ownForReal }, optimizeDeps: { exclude: [...pageEntrances] } }
    },
    configureServer({ middlewares }) {
      tellThatSimulated('the plugin of fake-opentok/vite stands for the real SDK', console)
      middlewares.use((request, response, next) => {
        const name = scriptOf(request.url ?? '')
        const text = name === null ? null : textOf(name)
        if (text === null) return next()
        response.setHeader('content-type', 'text/javascript')
        response.end(text)
      })
    },
    buildStart() {
      if (isAllowedBuild) tellThatSimulated('this build holds fake-opentok: allowInBuild', console)
    },
    load(id) {
      if (guards && isOwn(id)) this.error(surviving)
      return null
    },
    // A build says so too, wherever it is published.
    transform(code, id) {
      if (!isAllowedBuild || !isOwn(id) || !isMainEntrance(id)) return null
      const telling = tellingStatement('this build holds fake-opentok: allowInBuild')
      return { code: `${code}\n;${telling}`, map: null, moduleSideEffects: true }
    },
  }
}

export default openTok
