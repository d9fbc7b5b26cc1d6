// Builds src/ into dist/: bundles (ES modules, CommonJS, a script for pages) and their declarations; and into .build/,
// module by module, which the scripts read that make files from the catalogue. Then checks that everything package.json
// promises is there. --quiet: says nothing where all is well.
import { spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundle, modules } from './bundles.mjs'
import { writeCommonJsTypes } from './common-js-types.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const quiet = process.argv.includes('--quiet')
const { bin, exports } = JSON.parse(readFileSync('package.json', 'utf8'))

// Built aside and put in place at the end, so that a process that uses dist/ meanwhile never sees half of it.
const cache = 'node_modules/.cache/fake-opentok'
const aside = `${cache}/build-${process.pid}`
const built = `${aside}/dist`
const separate = `${aside}/modules`

function compile() {
  const compiler = 'node_modules/typescript/bin/tsc'
  const command = [compiler, '-p', 'tsconfig.build.json', '--outDir', separate]
  return new Promise((resolve, reject) => {
    spawn(process.execPath, command, { stdio: 'inherit' }).on('close', (status) =>
      status === 0 ? resolve() : reject(new Error('src/ does not compile; what the compiler said stands above.')),
    )
  })
}

/** Declarations that are written by hand, which the compiler reads and does not hand on. */
const byHand = (path) => (/\.d\.ts$/.test(path) && !path.endsWith('/globals.d.ts')) || statSync(path).isDirectory()

/**
 * The entrances that add matchers to the types of a runner, each with the declaration that does it. `strict` is for
 * projects on Vitest 3 and 4 without skipLibCheck.
 */
const augmented = [
  { from: 'vitest', to: 'vitest-strict', path: './vitest/augment-jest.d.ts' },
  { from: 'vitest', to: 'vitest', path: './vitest/augment.d.ts' },
  { from: 'jest', to: 'jest', path: './jest/augment.d.ts' },
]

function referToAugmentations() {
  for (const { from, to, path } of augmented) {
    const declared = readFileSync(`${built}/entry/${from}.d.ts`, 'utf8')
    writeFileSync(`${built}/entry/${to}.d.ts`, `/// <reference path="${path}" />\n${declared}`)
  }
}

function addDeclarations() {
  cpSync(separate, built, { recursive: true, filter: (path) => !/\.js$/.test(path) })
  cpSync('src/entry', `${built}/entry`, { recursive: true, filter: byHand })
  referToAugmentations()
  writeCommonJsTypes(built, Object.keys(modules))
}

function putInPlace() {
  for (const [from, to] of [
    [separate, '.build'],
    [built, 'dist'],
  ]) {
    rmSync(to, { recursive: true, force: true })
    renameSync(from, to)
  }
}

const targetsIn = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(targetsIn))

function demandTargets() {
  const missing = targetsIn([bin, exports]).filter((target) => !existsSync(target))
  if (missing.length > 0) {
    throw new Error(`package.json promises what was not built: ${[...new Set(missing)].join(', ')}.`)
  }
}

mkdirSync(cache, { recursive: true })
try {
  await Promise.all([compile(), bundle(built)])
  addDeclarations()
  putInPlace()
  demandTargets()
  for (const command of targetsIn(bin)) chmodSync(command, 0o755)
  if (!quiet) console.log('built dist/')
} catch (error) {
  console.error(`build: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  rmSync(aside, { recursive: true, force: true })
}
