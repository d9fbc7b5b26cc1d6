import { createWorldClient, type WorldClient, type WorldParts } from '../../src/author/client.ts'
import { Backend } from '../../src/backend/backend.ts'
import type { CredentialRules } from '../../src/backend/session-info.ts'
import { PageView } from '../../src/dom/page/view.ts'
import { FaultPlan } from '../../src/faults/plan.ts'
import { Journal } from '../../src/kernel/journal/journal.ts'
import { createRandom } from '../../src/kernel/random.ts'
import { VirtualClock, type VirtualMode } from '../../src/kernel/time/virtual-clock.ts'
import { nextTurn } from '../../src/kernel/time/wall-clock.ts'
import { OTError } from '../../src/sdk/base/ot-error.ts'
import type { CreateRig, PageErrorType, Rig } from './rig.ts'
import { browserOf } from './rig-browser.ts'
import { ServiceHazard } from './rig-hazard.ts'
import { httpOf, type Mutable, serviceOf } from './rig-service.ts'

export interface RigOptions {
  readonly mode: VirtualMode
  /** One-way latency of every message, in milliseconds, at least and at most. */
  readonly latency: readonly [number, number]
}

/** Half of what a message takes to the recorder's server and back: enough to be caught between two turns. */
const usual: RigOptions = { mode: 'manual', latency: [5, 5] }

/** What the SDK reports of itself was recorded of neither side. */
const http: readonly string[] = ['config', 'sessionInfo']

type Parts = Pick<WorldParts, 'backend' | 'clock' | 'random' | 'journal' | 'view' | 'present'>

function clientOf(parts: Parts, onUncaught: NonNullable<WorldParts['onUncaught']>): WorldClient {
  const plan = new FaultPlan(
    () => parts.clock.now(),
    () => {},
  )
  return createWorldClient({
    ...parts,
    id: 'client-1',
    plan,
    dialect: 'sdk',
    uncaught: 'journal',
    demandLife: () => {},
    wake: () => {},
    onUncaught,
  })
}

function requestsOf(journal: Journal, socketsOpenedAt: () => readonly number[]): Rig['requests'] {
  const all = (): readonly string[] => journal.find({ kind: 'request' }).map(({ what }) => what)
  return {
    messages: () => all().filter((what) => !http.includes(what)),
    http: () => all().filter((what) => http.includes(what)),
    socketsOpenedAt,
  }
}

/** Makes worlds for cases: dialect `sdk`, credentials `any`, the recorder's API key. */
export const rigWith =
  ({ mode, latency }: RigOptions): CreateRig =>
  (page): Rig => {
    const clock = new VirtualClock({ mode, epoch: 1_795_346_275_000, nextTurn })
    const random = createRandom('conformance')
    const journal = new Journal(clock)
    const hazard = new ServiceHazard(() => clock.now())
    const credentials: Mutable<CredentialRules> = { policy: 'any', projectKey: '46000000' }
    const backend = new Backend({ clock, random, journal, hazard, credentials })
    const view = new PageView({ document: page.document, window: page.window, clock, loads: 'clock' })
    const pageErrors: ((type: PageErrorType, error: unknown) => void)[] = []
    const client = clientOf({ backend, clock, random, journal, view, present: () => page }, (kind, error) => {
      for (const listener of pageErrors) listener(kind, error)
    })
    client.way.conditions.latency = latency
    // The files of filters are on a server that no recorder asked.
    client.simulatedDevices.support = { ...client.simulatedDevices.support, filterFiles: false }
    const tasks: (() => void)[] = []
    const taskBegins = (): void => {
      for (const listener of tasks) listener()
    }
    clock.onTurn(taskBegins)
    const began = clock.now()
    return {
      OT: client.OT,
      clock: {
        now: () => clock.now() - began,
        advance: (ms) => clock.advance(ms),
        beforeTask: (listener) => tasks.push(listener),
      },
      document: page.document,
      service: serviceOf({ backend, client, hazard, credentials, clock }),
      http: httpOf(hazard, credentials, backend),
      browser: browserOf(client, view, page, taskBegins),
      requests: requestsOf(journal, () => hazard.socketsOpenedAt.map((at) => at - began)),
      registry: () => ({
        sessions: client.registry.sessions.size,
        publishers: client.registry.publishers.size,
        subscribers: client.registry.subscribers.size,
      }),
      isSdkError: (error) => error instanceof OTError,
      onObject: (listener) => {
        client.registry.watch((kind, object) => {
          if (kind !== 'session') listener(kind, object)
        })
      },
      onPageError: (listener) => pageErrors.push(listener),
      dispose: () => {
        clock.reset()
        view.clear()
      },
    }
  }

/** The world of the score: time is manual. */
export const createRig: CreateRig = rigWith(usual)
