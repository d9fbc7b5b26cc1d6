// The sample application's tests as a user runs them: with the set-up file, and the reporter of the error surface.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { sourceAliases } from '../../../source-aliases.ts'
import ErrorSurfaceReporter from '../../../src/entry/vitest-reporter.ts'
import { scopes } from '../../../src/suite/surface/rows.ts'

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const {
  SURFACE_FOLDER: folder = 'coverage/opentok',
  SURFACE_SCOPE: scope = 'all',
  SURFACE_REACHED: reached = '0',
} = process.env
const scopeOf = scopes.find((one) => one === scope) ?? 'all'
const ours = new ErrorSurfaceReporter({ scope: scopeOf, folder, thresholds: { reached: Number(reached) } })

export default defineConfig({
  root: repository,
  resolve: { alias: [...sourceAliases] },
  test: {
    include: (process.env['SURFACE_TESTS'] ?? 'test/apps/video-call/*.test.ts').split(','),
    pool: 'threads',
    setupFiles: [`${repository}src/entry/vitest.ts`],
    testTimeout: 60_000,
    reporters: process.env['SURFACE_BLOB'] === undefined ? ['default', ours] : ['blob'],
  },
})
