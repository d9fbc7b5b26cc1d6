// The catalogue's rows are a third of the code, and no call that goes well reads them. In a bundle they are JSON in a
// text, which an engine skips over at import and reads in one go when the first failure is looked up.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { transformWithOxc } from 'vite'

const folder = fileURLToPath(new URL('../src/contract/failures/', import.meta.url))
const lazyList = fileURLToPath(new URL('../src/contract/lazy-list.ts', import.meta.url))

const endings = fileURLToPath(new URL('../src/contract/endings.ts', import.meta.url))

const isTable = (id) => id.startsWith(folder) && id.endsWith('.ts') && !id.endsWith('.test.ts')

async function tablesIn(path) {
  const { code } = await transformWithOxc(await readFile(path, 'utf8'), path, { lang: 'ts' })
  const bare = code.replace(/\n\/\/# sourceMappingURL=.*$/, '')
  return Object.entries(await import(`data:text/javascript,${encodeURIComponent(bare)}`))
}

const textOf = (rows) => JSON.stringify(JSON.stringify(rows))

const declare = ([name, rows]) => `export const ${name} = /* @__PURE__ */ lazyList(() => JSON.parse(${textOf(rows)}))`

/** A row without its citations, which name files of the repository: a page has none of them. */
function withoutCitations({ tried: _tried, ...row }) {
  const bare = (error) => (error ? { ...error, source: [] } : error)
  return { ...row, ...('documented' in row ? { documented: bare(row.documented) } : {}), sdk: bare(row.sdk) }
}

/**
 * A plugin for the bundler: tables of rows become texts of JSON. In scripts for pages they have no citations, which are a third of
 * the text and name files of the repository.
 */
export function rowsAsText({ citations = true } = {}) {
  return {
    name: 'rows-as-text',
    async load(id) {
      if (!isTable(id)) return null
      const tables = await tablesIn(id)
      const kept = tables.map(([name, rows]) => [name, citations ? rows : rows.map(withoutCitations)])
      return [`import { lazyList } from ${JSON.stringify(lazyList)}`, ...kept.map(declare)].join('\n')
    },
    // The table of endings cites recordings too.
    transform: (code, id) => (citations || id !== endings ? null : code.replaceAll(/(['"])observed:[^'"]*\1/g, "''")),
  }
}
