import { expect } from 'vitest'
import type { RestOperation } from '../../src/contract/rest/operations.ts'
import type { Answer, Asking, Called, called } from './service-caller.ts'

/** What leads to an answer, besides asking for it. */
export interface Cause {
  readonly asking?: Asking | ((call: Called) => Asking | Promise<Asking>)
  readonly before?: (call: Called) => unknown
  /** What is so afterwards. */
  readonly after?: (call: Called, answer: Answer) => unknown
  readonly options?: Parameters<typeof called>[0]
}

export type Causes = { readonly [Op in RestOperation]: Readonly<Record<string, Cause>> }

export const hls = { outputs: { hls: {} } }
export const uuid = (): string => crypto.randomUUID()
export const stranger = '11111111-2222-4333-8444-555555555555'

export const inSession =
  (more: object = {}) =>
  (call: Called): Asking => ({ body: { sessionId: call.sessionId, ...more } })
export const withToken =
  (more: object = {}) =>
  (call: Called): Asking => ({
    body: { sessionId: call.sessionId, token: call.token, ...more },
  })
export const noToken: Cause = { asking: { headers: { authorization: '' } } }
export const noTokenFor = (body: object): Cause => ({ asking: { headers: { authorization: '' }, body } })
export const badSession: Cause = { asking: { params: { session: 'session' } } }
export const emptied = (call: Called): void => call.simulator.room().crash()

export const archived =
  (more: object = {}) =>
  async (call: Called): Promise<string> => {
    const { json } = await call.ask('startArchive', inSession(more)(call))
    return json.id
  }
export const broadcast =
  (more: object = {}) =>
  async (call: Called): Promise<string> => {
    const { json } = await call.ask('startBroadcast', inSession({ ...hls, ...more })(call))
    return json.id
  }
export const captioned = async (call: Called): Promise<string> =>
  (await call.ask('startCaptions', withToken()(call))).json.captionsId
export const rendered = async (call: Called): Promise<string> =>
  (await call.ask('startRender', withToken({ url: 'https://example.com/' })(call))).json.id

export const ofArchive =
  (body?: object, more: object = {}) =>
  async (call: Called): Promise<Asking> => ({
    params: { archive: await archived(more)(call) },
    ...(body === undefined ? {} : { body }),
  })
export const ofBroadcast =
  (body?: object, more: object = {}) =>
  async (call: Called): Promise<Asking> => ({
    params: { broadcast: await broadcast(more)(call) },
    ...(body === undefined ? {} : { body }),
  })
export const adding = (call: Called): object => ({ addStream: call.streamId })

export const archiveShape = {
  id: expect.any(String),
  status: expect.any(String),
  createdAt: expect.any(Number),
  outputMode: 'composed',
}
export const errorShape = { code: expect.any(Number), message: expect.any(String) }
export const heardTypes = (call: Called): readonly string[] => call.heard.map(({ type }) => type)
