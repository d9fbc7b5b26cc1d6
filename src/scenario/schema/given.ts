import type * as v from 'valibot'
import { answerKeys, answerLatency, renders, restRequest, webhookFate } from '../../vocabulary/rest-words.ts'
import { bag, filled, flag, listOf, optional, signedDuration, text, words } from '../../vocabulary/shape.ts'
import { browserKeys, devices, policy, role, streamKeys, tokenFormat } from '../../vocabulary/words.ts'
import { type BrowserAbility, deviceConditions, type Given } from '../scenario.ts'
import { latency, socket } from '../verbs/network.ts'
import { rules } from '../verbs/session.ts'
import { bagOf, type Keys } from './schema-of.ts'

const token = bag({
  role: optional(role),
  expiresIn: optional(signedDuration),
  data: optional(text),
  format: optional(tokenFormat),
  session: optional(filled),
})

const network = bag({ latency: optional(latency), online: optional(flag), socket: optional(socket) })

const browser = bag(browserKeys satisfies Record<BrowserAbility, unknown>)

const condition = optional(words('condition of a device', deviceConditions))

const person = bag({
  name: text,
  data: optional(text),
  role: optional(role),
  publishes: optional(listOf(bag(streamKeys))),
})

const rest = bag({
  latency: optional(answerLatency),
  answers: { is: 'optional', of: { is: 'list', of: bag({ answer: restRequest, ...answerKeys }) } },
  webhooks: optional(webhookFate),
  renders: optional(renders),
})

const keys: Keys = {
  token: { is: 'optional', of: { is: 'either', of: [text, token] } },
  apiKey: optional(text),
  sessionId: optional(text),
  credentials: optional(policy),
  secret: optional(text),
  session: optional(rules),
  network: optional(network),
  devices: optional(bag(Object.fromEntries(devices.map((device) => [device, condition])))),
  browser: optional(browser),
  rest: { is: 'optional', of: rest },
  room: optional(listOf(person)),
}

/** `given`: the circumstances. */
export const given: v.GenericSchema<unknown, Given> = bagOf<Given>(keys)
