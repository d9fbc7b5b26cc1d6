import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'happy-dom',
    setupFiles: ['fake-opentok/vitest'],
    alias: { '@vonage/client-sdk-video': 'fake-opentok' },
  },
})
