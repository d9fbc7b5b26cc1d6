/** The parts of a scenario that its test repeats outside of the scenario. */
interface Titled {
  readonly title: string
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, ' ')}'`

const plainKey = /^[A-Za-z_$][\w$]*$/

/** A value as a formatter would write it: keys without quotes where that is possible, texts in single ones. */
function written(value: unknown, indent: string): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((item: unknown) => written(item, inner))
    : Object.entries(value).map(([key, item]) => `${plainKey.test(key) ? key : quoted(key)}: ${written(item, inner)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }']
  const line = `${open}${parts.join(', ')}${close}`
  if (parts.length === 0) return Array.isArray(value) ? '[]' : '{}'
  if (line.length + indent.length < 100 && !line.includes('\n')) return line
  return `${open.trim()}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close.trim()}`
}

/**
 * A scenario as a test for Vitest that passes as it stands: it plays the scenario without an application.
 */
export function testFrom(scenario: Titled): string {
  return `import { playScenario, readScenario } from 'fake-opentok/scenario'
import { expect, test } from 'vitest'

const scenario = readScenario(${written(scenario, '')})

test(${quoted(scenario.title)}, async () => {
  const { problems } = await playScenario(scenario)
  expect(problems).toEqual([])
})

// With your own application in place of the steps:
//   import { simulatorFor } from 'fake-opentok/scenario'
//   const simulator = simulatorFor(scenario) // give simulator.OT to the application, let it join, then:
//   await simulator.clock.advance('30s')
//   expect(screen.getByRole('alert')).toHaveTextContent('...')
`
}
