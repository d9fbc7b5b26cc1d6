import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly html: string }[]
}

const isGrave = ({ impact }: Violation): boolean => impact === 'serious' || impact === 'critical'

/** What axe finds in a page that is serious or critical, each with the elements that it is about. */
export async function graveViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(source)
  const violations = await page.evaluate(async (): Promise<readonly Violation[]> => {
    const axe: unknown = Reflect.get(globalThis, 'axe')
    if (typeof axe !== 'object' || axe === null || !('run' in axe) || typeof axe.run !== 'function') return []
    const results = await axe.run(document, { resultTypes: ['violations'] })
    return JSON.parse(JSON.stringify(results.violations))
  })
  return violations
    .filter(isGrave)
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}
