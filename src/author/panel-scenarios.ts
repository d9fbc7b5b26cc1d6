/** What the panel needs of scenario files, and loads when it first plays one. */

export { parseScenario } from '../scenario/read.ts'
export { directScenario } from './scenario.ts'
