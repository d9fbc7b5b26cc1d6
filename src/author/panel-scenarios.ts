/** The reader of scenario files that the panel loads when it first plays one. */

export { parseScenario } from '../scenario/read.ts'
export { directScenario } from './scenario.ts'
