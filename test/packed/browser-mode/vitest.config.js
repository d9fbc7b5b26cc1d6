import { playwright } from '@vitest/browser-playwright'
import { openTok } from 'fake-opentok/vite'
import { defineConfig } from 'vitest/config'

const executablePath = process.env.CHROMIUM_PATH

export default defineConfig({
  plugins: [openTok()],
  test: {
    setupFiles: ['fake-opentok/vitest'],
    browser: {
      enabled: true,
      headless: true,
      instances: [{ browser: 'chromium' }],
      provider: playwright({ launchOptions: executablePath ? { executablePath, args: ['--no-sandbox'] } : {} }),
    },
  },
})
