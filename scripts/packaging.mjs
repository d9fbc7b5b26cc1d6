// Packs what would be published, and holds the tarball to what a user's tools expect of it. Build first.
// --quick leaves away how each module system finds the types, which takes longest (npm run test:long looks).
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const { files } = JSON.parse(readFileSync('package.json', 'utf8'))

/** What may be in the package; everything else got there by mistake. */
const expected =
  /^(dist\/.+\.(js|cjs|d\.ts|d\.cts)|dist\/demo\/(.+\.(html|css|svg)|calls\.json)|dist\/fake-opentok\.calls\.json|fixtures\/scenarios\/.+\.json|fixtures\/scenario\.schema\.json|docs\/[\w-]+\.md|skills\/[\w-]+\/SKILL\.md|llms\.txt|examples\/(plain|playwright|react|storybook|vue)\/.+|(README|ERRORS|REST|DIFFERENCES|VERSIONS|CHANGELOG|THIRD-PARTY)\.md|LICENSE|package\.json)$/

function pack(folder) {
  const flags = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const said = execFileSync('npm', flags, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const [packed] = JSON.parse(said)
  return { tarball: `${folder}/${packed.filename}`, paths: packed.files.map(({ path }) => path), size: packed.size }
}

function contentOffences(paths) {
  return [
    ...files
      .filter((path) => !existsSync(path))
      .map((path) => `package.json's "files" names ${path}, which is not there`),
    ...paths
      .filter((path) => !expected.test(path) || (path.includes('.test.') && !path.startsWith('examples/')))
      .map((path) => `${path} would be published`),
  ]
}

/** Runs a tool over the tarball; gives what it said where it is not content. */
function verdictOf(tool, flags) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...flags], { encoding: 'utf8' })
  return status === 0 ? [] : [`${stdout}${stderr}`.trim()]
}

/** What is wrong with the types for one of the module systems that a user may have. */
const typeOffences = (tarball) =>
  verdictOf('node_modules/@arethetypeswrong/cli/dist/index.js', [
    tarball,
    ...['--profile', 'node16', '--no-definitely-typed', '--no-emoji', '--format', 'ascii'],
    // Scripts for pages, which nobody imports for what they export.
    ...['--exclude-entrypoints', 'fake-opentok.iife.js', 'fake-opentok.scenarios.iife.js'],
    ...['fake-opentok.panel.iife.js', 'fake-opentok.texts.iife.js', 'fake-opentok.calls.json'],
    // Vitest, Vite and Storybook are ES modules alone, and so is what extends them.
    ...['vitest', 'vitest/strict', 'vitest/reporter', 'vite', 'storybook', 'storybook/preset', 'storybook/preview'],
  ])

const isQuick = process.argv.includes('--quick')
const cache = 'node_modules/.cache/fake-opentok'
mkdirSync(cache, { recursive: true })
const folder = mkdtempSync(`${cache}/packaging-`)
try {
  const { tarball, paths, size } = pack(folder)
  const offences = [
    ...contentOffences(paths),
    ...verdictOf('node_modules/publint/src/cli.js', [tarball, '--strict']),
    ...(isQuick ? [] : typeOffences(tarball)),
  ]
  for (const offence of offences) console.log(`${offence}\n`)
  console.log(`${paths.length} files, ${Math.round(size / 1000)} kB packed`)
  process.exitCode = offences.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
