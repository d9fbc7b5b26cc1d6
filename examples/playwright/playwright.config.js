import { defineConfig } from '@playwright/test'

const executablePath = process.env.CHROMIUM_PATH

export default defineConfig({
  testMatch: '*.spec.ts',
  use: {
    baseURL: 'http://127.0.0.1:4170',
    launchOptions: executablePath ? { executablePath, args: ['--no-sandbox'] } : {},
  },
  webServer: { command: 'node server.js', url: 'http://127.0.0.1:4170' },
})
