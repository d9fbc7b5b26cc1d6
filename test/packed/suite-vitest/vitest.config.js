import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: process.env.TEST_PAGE ?? 'happy-dom',
    setupFiles: ['fake-opentok/vitest'],
    include: [process.env.TEST_FILES ?? '*.test.ts'],
  },
})
