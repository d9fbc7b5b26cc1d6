import type * as v from 'valibot'
import {
  answerClashes,
  answerKeys,
  answerLatency,
  answerSays,
  renders,
  restRequest,
  webhookFate,
} from '../../vocabulary/rest-words.ts'
import {
  bag,
  filled,
  flag,
  optional,
  signedDuration,
  someBag,
  someOf,
  text,
  without,
  words,
} from '../../vocabulary/shape.ts'
import { browserKeys, devices, policy, role, streamClashes, streamKeys, tokenFormat } from '../../vocabulary/words.ts'
import { type BrowserAbility, deviceConditions, type Given } from '../scenario.ts'
import { latency, socket } from '../verbs/network.ts'
import { rules } from '../verbs/session.ts'
import { bagOf, type Keys } from './schema-of.ts'

const token = someBag({
  role: optional(role),
  expiresIn: optional(signedDuration),
  data: optional(text),
  format: optional(tokenFormat),
  session: optional(filled),
})

const network = someBag({ latency: optional(latency), online: optional(flag), socket: optional(socket) })

const browser = someBag(browserKeys satisfies Record<BrowserAbility, unknown>)

const condition = optional(words('condition of a device', deviceConditions))

const person = bag({
  name: filled,
  data: optional(text),
  role: optional(role),
  publishes: optional(someOf(without(bag(streamKeys), ...streamClashes))),
})

const rest = someBag({
  latency: optional(answerLatency),
  answers: {
    is: 'optional',
    of: {
      is: 'list',
      some: true,
      of: without(someBag({ answer: restRequest, ...answerKeys }, answerSays), ...answerClashes),
    },
  },
  webhooks: optional(webhookFate),
  renders: optional(renders),
})

const keys: Keys = {
  token: { is: 'optional', of: { is: 'either', of: [text, token] } },
  apiKey: optional(text),
  sessionId: optional(text),
  credentials: optional(policy),
  secret: optional(filled),
  session: optional(rules),
  network: optional(network),
  devices: optional(someBag(Object.fromEntries(devices.map((device) => [device, condition])))),
  browser: optional(browser),
  rest: { is: 'optional', of: rest },
  room: optional(someOf(person)),
}

/** `given`: the circumstances. */
export const given: v.GenericSchema<unknown, Given> = bagOf<Given>(keys)
