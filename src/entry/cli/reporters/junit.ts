import { findingWords, nameOf, type Outcome, type RunOutcome } from './outcome.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
}

// XML 1.0 has no place for most control characters.
const isPrintable = (letter: string): boolean => letter >= ' ' || letter === '\n' || letter === '\t'

const safe = (text: string): string =>
  [...text]
    .filter(isPrintable)
    .map((letter) => escapes[letter] ?? letter)
    .join('')

const seconds = (ms: number): string => (ms / 1000).toFixed(3)

const kinds: Readonly<Partial<Record<Outcome['status'], readonly [element: string, type: string]>>> = {
  failed: ['failure', 'expectation'],
  bad: ['error', 'scenario'],
}

function troubleOf(outcome: Outcome): string {
  const kind = kinds[outcome.status]
  if (kind === undefined) return ''
  const [element, type] = kind
  const lines = outcome.findings.map(findingWords)
  const picture = outcome.picture === '' ? [] : ['', outcome.picture]
  const text = [...lines.map((line) => `${outcome.file}: ${line}`), ...picture].join('\n')
  return `<${element} type="${type}" message="${safe(lines[0] ?? '')}">${safe(text).replaceAll('&#10;', '\n')}</${element}>`
}

const testcase = (outcome: Outcome): string =>
  `    <testcase name="${safe(nameOf(outcome))}" classname="${safe(outcome.file)}" time="${seconds(outcome.tookMs)}">${troubleOf(outcome)}</testcase>`

function testsuite(file: string, own: readonly Outcome[], index: number, { startedAt, version }: RunOutcome): string {
  const count = (status: Outcome['status']): number => own.filter((one) => one.status === status).length
  const took = own.reduce((sum, { tookMs }) => sum + tookMs, 0)
  const timestamp = new Date(startedAt).toISOString().slice(0, 19)
  const counts = `tests="${own.length}" failures="${count('failed')}" errors="${count('bad')}" time="${seconds(took)}"`
  return [
    `  <testsuite name="${safe(file)}" package="${safe(file)}" id="${index}" hostname="localhost" timestamp="${timestamp}" ${counts}>`,
    `    <properties><property name="fake-opentok" value="${safe(version)}"/></properties>`,
    ...own.map(testcase),
    '    <system-out></system-out>',
    '    <system-err></system-err>',
    '  </testsuite>',
  ].join('\n')
}

/** The outcome of a run as JUnit's XML: a file is a test suite, a play of it a test case. */
export function junit(run: RunOutcome): string {
  const files = [...new Set(run.outcomes.map(({ file }) => file))]
  const suites = files.map((file, index) =>
    testsuite(
      file,
      run.outcomes.filter((one) => one.file === file),
      index,
      run,
    ),
  )
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites, '</testsuites>'].join('\n')
}
