import type { RestOperation } from '../../contract/rest/operations.ts'
import { type WebhookGroup, webhookGroups } from '../../rest/webhooks/monitor.ts'
import { type Param, param } from '../../vocabulary/check.ts'
import {
  answerClashes,
  answerLatency,
  answerSays,
  answerStatus,
  answerWord,
  deliveries,
  renders,
  restRequest,
  spoilt,
} from '../../vocabulary/rest-words.ts'
import {
  bag,
  duration,
  type Exact,
  either,
  filled,
  flag,
  listOnce,
  optional,
  type Shape,
  someBag,
  thing,
  without,
  words,
} from '../../vocabulary/shape.ts'
import * as known from '../../vocabulary/words.ts'
import type { RestDisturbance, RestOptions } from '../rest/options.ts'
import { type VerbEntry, verb } from './verb-table.ts'
import { aSimulator } from './world-verbs.ts'

const address: Shape<string> = thing(
  'a whole URL, such as https://my.example/hook',
  (value) => typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
)
const project = bag({ key: filled, name: optional(filled), secret: optional(filled), publicKey: optional(filled) })
const group = (): typeof address => address
const addresses = Object.fromEntries(webhookGroups.map((name) => [name, optional(group())])) as Readonly<
  Record<WebhookGroup, ReturnType<typeof optional<string>>>
>
const webhooks = bag({
  ...addresses,
  secret: optional(
    thing<string>(
      'a signature secret of 1 to 50 letters',
      (value) => typeof value === 'string' && value.length >= 1 && value.length <= 50,
    ),
  ),
  repeat: optional(deliveries),
  shuffle: optional(either(flag, duration)),
  delay: optional(duration),
})

const restKeys = {
  projects: optional(listOnce(project, 'key')),
  webhooks: optional(webhooks),
  latency: optional(answerLatency),
  limits: optional(someBag({ renders: optional(renders) })),
  archives: optional(words('end of an archive', ['available', 'uploaded'])),
} as const

/** How a world's HTTP face behaves. */
const restOptions: Shape<RestOptions> = bag(restKeys)

/** The parameters of the functions that give a world's HTTP face. */
export const restFunctions: Readonly<Record<'createRest' | 'createHandlers', readonly Param[]>> = {
  createRest: [param('simulator', aSimulator), param('options', optional(restOptions))],
  createHandlers: [
    param('simulator', aSimulator),
    param('options', optional(bag({ ...restKeys, hosts: optional(listOnce(filled)) }))),
  ],
}

const anything: Shape<unknown> = { is: 'json' }
const disturbance: Shape<RestDisturbance> = without(
  someBag(
    {
      status: optional(either(answerStatus, answerWord)),
      body: optional(anything),
      spoil: optional(spoilt),
      delay: optional(duration),
      times: optional(known.howOften),
    },
    answerSays,
  ),
  ...answerClashes,
)

/** The parameters of a change that a scenario makes. */
export const changeParams: readonly Param[] = [param('options', restOptions)]

/** The verbs of the service's HTTP face. */
export const restVerbs: {
  readonly answer: VerbEntry<readonly [Param & Exact<RestOperation>, Param & Exact<RestDisturbance>]>
  readonly configure: VerbEntry<readonly [Param & Exact<RestOptions>]>
} = {
  answer: verb(param('request', restRequest), param('disturbance', disturbance)),
  configure: verb(param('options', someBag(restKeys))),
}
