import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildCase } from './build-case.ts'
import { main } from './cli.ts'
import { createFakeRig } from './fake-rig.ts'
import type { RecordedCase } from './recorded-case.ts'

const state = {
  OT: { sessions: 0, publishers: 0, subscribers: 0 },
  dom: [
    { tag: 'div', id: 'host', children: [{ tag: 'div', id: 'target' }] },
    { tag: 'div', id: 'sub-host', children: [{ tag: 'div', id: 'sub-target' }] },
  ],
}
const caseOf = (id: string, area: string, parts: Partial<RecordedCase> = {}) =>
  buildCase({ events: [], state }, { id, area, given: { session: false }, when: { wait: 5 }, ...parts })
const cases = [
  caseOf('signal/passes', 'signal'),
  caseOf('connect/fails', 'connect', { given: { session: false, http: { config: { status: 500 } } } }),
  caseOf('read/fact', 'connect', { source: 'read' }),
]

async function run(args: readonly string[], gaps: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'cases-'))
  const knownGapsFile = join(mkdtempSync(join(tmpdir(), 'gaps-')), 'known-gaps.json')
  writeFileSync(join(folder, 'all.json'), JSON.stringify({ cases }))
  writeFileSync(knownGapsFile, JSON.stringify(gaps))
  const printed: string[] = []
  const complaints: string[] = []
  const code = await main(['--cases', folder, ...args], {
    createRig: createFakeRig,
    knownGapsFile,
    print: (text) => printed.push(text),
    complain: (text) => complaints.push(text),
  })
  return { code, printed: printed.join('\n'), complaints: complaints.join('\n') }
}

describe('the command', () => {
  it('prints one object with --json, cases read from source left out', async () => {
    const { printed } = await run(['--json'], [])
    expect(JSON.parse(printed)).toEqual({
      total: 2,
      passed: 1,
      failed: 1,
      areas: { connect: { total: 1, passed: 0 }, signal: { total: 1, passed: 1 } },
      failing: ['connect/fails'],
    })
  })

  it('fails for a failure that is no known gap, and names the way out', async () => {
    const { code, printed, complaints } = await run([], [])
    expect(code).toBe(1)
    expect(printed).toContain('connect/fails')
    expect(printed).toMatch(/plain session cases\s+1 \/ 1/)
    expect(complaints).toContain('1 failing and not a known gap')
  })

  it('succeeds when the failures are known gaps, and fails again when a gap passes', async () => {
    expect((await run([], [{ ids: ['connect/fails'], reason: 'r' }])).code).toBe(0)
    const { code, complaints } = await run([], [{ ids: ['connect/fails', 'signal/passes'], reason: 'r' }])
    expect(code).toBe(1)
    expect(complaints).toContain('signal/passes')
  })

  it('chooses by area and by id, and shows differences with --verbose', async () => {
    expect((await run(['--area', 'signal'], [])).code).toBe(0)
    const { printed } = await run(['--only', '^connect/', '--verbose'], [])
    expect(printed).toContain('The rig cannot arrange given.http.config.')
  })

  it('passes the same as a variant', async () => {
    expect((await run(['--area', 'signal', '--vary', '3'], [])).code).toBe(0)
    await expect(run(['--vary', 'x'], [])).rejects.toThrow(/whole number/)
  })

  it('refuses a choice that leaves nothing to run', async () => {
    await expect(run(['--area', 'nowhere'], [])).rejects.toThrow(/No observed case/)
  })
})
