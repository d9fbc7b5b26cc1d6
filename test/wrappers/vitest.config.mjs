import { defineConfig } from 'vitest/config'

// Each of the ways in which the page "Packages that wrap the SDK" says that such a dependency gets fake-opentok.
export default defineConfig({
  resolve: { alias: { '@opentok/client': 'fake-opentok', '@vonage/client-sdk-video': 'fake-opentok' } },
  test: {
    environment: 'happy-dom',
    include: ['vitest/*.test.js'],
    server: { deps: { inline: ['imports-sdk'] } },
    deps: { optimizer: { client: { enabled: true, include: ['requires-sdk'], exclude: ['fake-opentok'] } } },
  },
})
