import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { sourceAliases } from '../../source-aliases.ts'

/** The demo runs on the source as it stands; in an application of one's own there is nothing to set up. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { alias: [...sourceAliases] },
  server: { fs: { allow: ['../..'] } },
  cacheDir: '../../node_modules/.cache/fake-opentok/demo',
  optimizeDeps: { noDiscovery: true },
})
