import type { Backend } from '../backend/backend.ts'
import type { Reply } from '../wire/replies.ts'
import type { Order, OrderArguments, OrderVerb } from './protocol.ts'

type CarryOut<Verb extends OrderVerb> = (service: Backend, args: OrderArguments[Verb]) => Reply | undefined

/** A verb that answers nothing. */
const done = (_nothing: unknown): undefined => undefined

const verbs: { readonly [Verb in Exclude<OrderVerb, 'reset'>]: CarryOut<Verb> } = {
  setRules: (service, args) => done(service.setRules(...args)),
  admit: (service, args) => done(service.admit(...args)),
  depart: (service, args) => done(service.depart(...args)),
  tell: (service, args) => done(service.tell(...args)),
  act: (service, args) => service.act(...args),
  serve: (service, args) => service.serve(...args),
  rotateServer: (service, args) => done(service.rotateServer(...args)),
  crash: (service, args) => done(service.crash(...args)),
  closeSocket: (service, args) => done(service.closeSocket(...args)),
  startProduction: (service, args) => done(service.productions.start(...args)),
  updateProduction: (service, args) => done(service.productions.update(...args)),
  endProductions: (service, args) => done(service.productions.endAll(...args)),
}

/** Carries out an order of a tab, and returns the service's answer where there is one. */
export function carryOut(service: Backend, order: Exclude<Order, { verb: 'reset' }>): Reply | undefined {
  const verb: (service: Backend, args: never) => Reply | undefined = verbs[order.verb]
  return verb(service, order.args as never)
}

/** The reason for which an order was refused, in words; null: it was not. */
export function whyRefused({ verb }: Order, reply: Reply | undefined): string | null {
  if (reply === undefined || reply.status.startsWith('2')) return null
  return `${verb}: the service refused with ${reply.status} (${reply.reason ?? 'no reason'}).`
}
