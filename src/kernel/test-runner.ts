import { fieldOf } from './values.ts'

const marks = ['__vitest_worker__', '__vitest_browser__', '__karma__', 'Cypress', 'jest', 'jasmine', 'Mocha']
const variables = ['VITEST', 'JEST_WORKER_ID', 'NODE_TEST_CONTEXT']

/** Whether a test runner runs this code, or drives the page that it is in. */
export function isUnderTest(host: object = globalThis): boolean {
  const env = fieldOf(Reflect.get(host, 'process'), 'env')
  return (
    marks.some((mark) => mark in host) ||
    variables.some((name) => fieldOf(env, name) !== undefined) ||
    fieldOf(Reflect.get(host, 'navigator'), 'webdriver') === true
  )
}

/** Says once, where no test runner is, that calls are simulated: also in what is published by mistake. */
export function tellThatSimulated(where: string, { info }: { info(line: string): void }): void {
  if (!isUnderTest()) info(`fake-opentok: calls are simulated, and no video service is called (${where}).`)
}
