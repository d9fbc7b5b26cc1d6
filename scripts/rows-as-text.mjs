// The catalogue's rows are a third of the code, and no call that goes well reads them. In a bundle they are JSON in a
// text, which an engine skips over at import and reads in one go when the first failure is looked up.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { transformWithOxc } from 'vite'

const folder = fileURLToPath(new URL('../src/contract/failures/', import.meta.url))
const lazyList = fileURLToPath(new URL('../src/contract/lazy-list.ts', import.meta.url))

const isTable = (id) => id.startsWith(folder) && id.endsWith('.ts') && !id.endsWith('.test.ts')

async function tablesIn(path) {
  const { code } = await transformWithOxc(await readFile(path, 'utf8'), path, { lang: 'ts' })
  const bare = code.replace(/\n\/\/# sourceMappingURL=.*$/, '')
  return Object.entries(await import(`data:text/javascript,${encodeURIComponent(bare)}`))
}

const textOf = (rows) => JSON.stringify(JSON.stringify(rows))

const declare = ([name, rows]) => `export const ${name} = /* @__PURE__ */ lazyList(() => JSON.parse(${textOf(rows)}))`

/** A plugin for the bundler: tables of rows become texts of JSON. */
export function rowsAsText() {
  return {
    name: 'rows-as-text',
    async load(id) {
      if (!isTable(id)) return null
      const tables = await tablesIn(id)
      return [`import { lazyList } from ${JSON.stringify(lazyList)}`, ...tables.map(declare)].join('\n')
    },
  }
}
