/** The part of the addon that Storybook reads for its builder, where `.storybook/main.ts` names the addon. */

import { ownForReal, pageEntrances } from '../../author/this-package.ts'

interface Alias {
  readonly find: string | RegExp
  readonly replacement: string
}

/** A configuration of Vite, as far as the addon changes it. */
export interface ViteConfig {
  readonly resolve?: { readonly alias?: readonly Alias[] | Readonly<Record<string, string>> }
  readonly optimizeDeps?: { readonly exclude?: readonly string[] }
}

const asList = (alias: readonly Alias[] | Readonly<Record<string, string>>): readonly Alias[] =>
  isList(alias) ? alias : Object.entries(alias).map(([find, replacement]) => ({ find, replacement }))

const isList = (alias: readonly Alias[] | Readonly<Record<string, string>>): alias is readonly Alias[] =>
  Array.isArray(alias)

/** Puts fake-opentok in the real SDK's place, in development and in what is built. */
export function viteFinal<Config extends ViteConfig>(config: Config): Config {
  const { resolve = {}, optimizeDeps = {} } = config
  return {
    ...config,
    resolve: { ...resolve, alias: [...asList(resolve.alias ?? []), ...asList(ownForReal)] },
    optimizeDeps: { ...optimizeDeps, exclude: [...(optimizeDeps.exclude ?? []), ...pageEntrances] },
  }
}
