/** Whether a test runner runs this code, and the line on the console that says that calls are simulated. */

import { fieldOf } from './values.ts'

/** Names in the window that test runners leave. */
export const marks: readonly string[] = [
  '__vitest_worker__',
  '__vitest_browser__',
  '__karma__',
  'Cypress',
  'jest',
  'jasmine',
  'Mocha',
]
/** Variables of the environment that test runners set. */
export const variables: readonly string[] = ['VITEST', 'JEST_WORKER_ID', 'NODE_TEST_CONTEXT']

/** Whether a test runner runs this code, or drives the page that it is in. */
export function isUnderTest(host: object = globalThis): boolean {
  const env = fieldOf(Reflect.get(host, 'process'), 'env')
  return (
    marks.some((mark) => mark in host) ||
    variables.some((name) => fieldOf(env, name) !== undefined) ||
    fieldOf(Reflect.get(host, 'navigator'), 'webdriver') === true
  )
}

const lineOf = (where: string): string =>
  `fake-opentok: calls are simulated, and no video service is called (${where}).`

let isTold = false

/** Says once, where no test runner is, that calls are simulated: also in what is published by mistake. */
export function tellThatSimulated(where: string, { info }: { info(line: string): void }): void {
  if (isTold || isUnderTest()) return
  isTold = true
  info(lineOf(where))
}

/** The same as a statement, for what a bundler builds. */
export const tellingStatement = (where: string): string => `{
  const host = globalThis
  const isUnderTest =
    ${JSON.stringify(marks)}.some((mark) => mark in host) ||
    ${JSON.stringify(variables)}.some((name) => host.process?.env?.[name] !== undefined) ||
    host.navigator?.webdriver === true
  if (!isUnderTest) console.info(${JSON.stringify(lineOf(where))})
}
`
