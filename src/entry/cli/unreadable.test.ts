import type * as fs from 'node:fs'
import { expect, test, vi } from 'vitest'
import { run } from './run.ts'

// Root may read everything: the system's refusal is made here.
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>()
  const refusing =
    (what: string, ask: (...args: never[]) => unknown) =>
    (...args: never[]): unknown => {
      const [path] = args as readonly unknown[]
      if (String(path).includes(what)) throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })
      return ask(...args)
    }
  return {
    ...real,
    statSync: (path: string) => (path.includes('closed') ? real.statSync('.') : real.statSync('package.json')),
    realpathSync: (path: string) => path,
    readFileSync: refusing('secret.json', real.readFileSync),
    readdirSync: refusing('closed', real.readdirSync),
  }
})

test.each([
  ['play', 'secret.json'],
  ['play', 'closed'],
  ['validate', 'secret.json'],
  ['validate', 'closed'],
])('%s says of %s, which may not be read, what to do', async (command, name) => {
  const err: string[] = []
  const console = { out: () => {}, err: (line: string) => void err.push(line) }
  const code = await run([command, name], { ...console, isTerminal: false, env: {}, folder: '.', program: '' })
  expect(code).toBe(2)
  expect(err.join('\n')).toContain(name)
  expect(err.join('\n')).toContain('You may not read it. Change its permissions, or name another.')
  expect(err.join('\n')).not.toMatch(/EACCES|at .*\.ts/)
})
