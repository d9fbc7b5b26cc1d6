import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = fileURLToPath(new URL('./src', import.meta.url))

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
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    environment: 'node',
    // Threads start in half the time that processes take.
    pool: 'threads',
  },
})
