// Prints how tidy src/ is: npm run house. --list: also which files and names. The rules that hold it are test/tidy.test.ts.
import { parseArgs } from 'node:util'
import { openVite } from './in-vite.mjs'

const { values: options } = parseArgs({ options: { list: { type: 'boolean', default: false } } })

const server = await openVite()

try {
  const { houseReport } = await server.ssrLoadModule('/test/tidy/house.ts')
  const { codeFiles } = await server.ssrLoadModule('/test/tidy/source-tree.ts')
  const report = houseReport(codeFiles.filter(({ path }) => path.startsWith('src/')))
  const [folder, size] = report.folder
  const calls = report.askers.reduce((sum, [, count]) => sum + count, 0)
  const rows = [
    ['largest circle outside sdk/surface, types counted', report.circle.length, report.circle],
    ['files in the fullest folder, tests not counted', `${size} (${folder})`, []],
    ['files of sdk that import from backend', report.sdkToBackend.length, report.sdkToBackend],
    ['files of dom that import from sdk', report.domToSdk.length, report.domToSdk],
    ['interfaces that one class alone names, unexplained', report.seams.length, report.seams],
    ['interfaces that one class alone names, explained', report.kept.length, report.kept],
    ['files under 20 lines', report.crumbs.length, report.crumbs],
    [
      'files of sdk that ask for faults',
      `${report.askers.length} (${calls} places)`,
      report.askers.map(([path, count]) => `${path} ${count}`),
    ],
  ]
  for (const [what, figure, names] of rows) {
    console.log(`${what.padEnd(52)}${figure}`)
    if (options.list) for (const name of names) console.log(`  ${name}`)
  }
} finally {
  await server.close()
}
