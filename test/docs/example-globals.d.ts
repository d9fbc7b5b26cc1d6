// What the examples of documentation comments take for granted, besides globals.d.ts.
import type * as nodeFs from 'node:fs'
import type * as vitest from 'vitest'
import type { Panel } from '../../src/entry/panel.ts'
import type * as scenarioEntrance from '../../src/entry/scenario.ts'
import type { ScenarioTest } from '../../src/suite/scenarios/run-scenario.ts'
import type { CallUnderWay } from './call-under-way.ts'

declare global {
  const room: ReturnType<CallUnderWay['simulator']['room']>
  const moderator: CallUnderWay['alice']
  const bob: CallUnderWay['alice']
  const crowd: ReturnType<ReturnType<CallUnderWay['simulator']['room']>['crowd']>
  const held: ReturnType<CallUnderWay['simulator']['hold']>
  const archiveId: string
  const archiveIdOfMyServer: string
  const subscriberId: string
  const streamId: string
  const connectionId: string
  const panel: Panel
  const play: ScenarioTest['play']
  const expectations: ScenarioTest['expectations']
  const readScenario: typeof scenarioEntrance.readScenario
  const parseScenario: typeof scenarioEntrance.parseScenario
  const readFileSync: typeof nodeFs.readFileSync
  const writeFileSync: typeof nodeFs.writeFileSync
  const afterAll: typeof vitest.afterAll
}
