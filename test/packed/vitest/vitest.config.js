import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'happy-dom',
    alias: { '@vonage/client-sdk-video': 'fake-opentok', '@opentok/client': 'fake-opentok' },
  },
})
