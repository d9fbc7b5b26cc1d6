import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    environment: process.env.TEST_PAGE ?? 'happy-dom',
    setupFiles: ['fake-opentok/vitest'],
    alias: { '@vonage/client-sdk-video': 'fake-opentok' },
  },
})
