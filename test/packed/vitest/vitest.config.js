import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: process.env.TEST_PAGE ?? 'happy-dom',
    alias: { '@vonage/client-sdk-video': 'fake-opentok', '@opentok/client': 'fake-opentok' },
  },
})
