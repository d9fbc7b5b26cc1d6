import { fileURLToPath } from 'node:url'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumFlags, findChromium } from './scripts/chromium.mjs'

const source = fileURLToPath(new URL('./src', import.meta.url))
const executablePath = findChromium()

export default defineConfig({
  resolve: {
    // What a user imports comes from the source here, never from a build that may be old (tsconfig.json: paths).
    alias: [
      { find: /^fake-opentok$/, replacement: `${source}/index.ts` },
      { find: /^fake-opentok\/simulator$/, replacement: `${source}/simulator.ts` },
      { find: /^fake-opentok\/([a-z-]+)$/, replacement: `${source}/entry/$1.ts` },
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['test/browser'],
          environment: 'node',
          // Threads start in half the time that processes take.
          pool: 'threads',
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: { args: [...chromiumFlags], ...(executablePath === undefined ? {} : { executablePath }) },
            }),
            screenshotFailures: false,
            ui: false,
          },
        },
      },
    ],
  },
})
