import fc from 'fast-check'
import type { CallStep, Json, Step } from '../../conformance/recorded-case.ts'
import { type Method, methods, readings } from './methods.ts'

/** What a program is about: how far it has come before its steps, and what they may be. */
export type Place = 'before' | 'connected' | 'media'

type Owner = keyof typeof methods
type Weighted<Value> = { readonly weight: number; readonly arbitrary: fc.Arbitrary<Value> }

/** How often each object is called, by what the program is about. */
const owners: Readonly<Record<Place, Readonly<Record<Owner, number>>>> = {
  before: { OT: 4, session: 4, publisher: 3, subscriber: 0 },
  connected: { OT: 2, session: 5, publisher: 4, subscriber: 3 },
  media: { OT: 1, session: 4, publisher: 4, subscriber: 4 },
}

const callOf = ({ path, args, weight }: Method): Weighted<CallStep> => ({
  weight,
  arbitrary: args.map((given) => ({ call: path, ...(given.length === 0 ? {} : { args: given }) })),
})

const oneCallOf = (list: readonly Method[]): fc.Arbitrary<CallStep> => fc.oneof(...list.map(callOf))

function calls(place: Place): fc.Arbitrary<CallStep> {
  const weights = owners[place]
  const chosen = (Object.keys(methods) as Owner[]).filter((owner) => weights[owner] > 0)
  return fc.oneof(...chosen.map((owner) => ({ weight: weights[owner], arbitrary: oneCallOf(methods[owner]) })))
}

const readsOf = (place: Place): fc.Arbitrary<Step> =>
  fc
    .constantFrom(...(Object.keys(readings) as Owner[]).filter((owner) => owners[place][owner] > 0))
    .chain((owner) => fc.constantFrom(...readings[owner]))
    .map((get) => ({ get }))

const heard: Readonly<Record<string, readonly string[]>> = {
  OT: ['exception'],
  session: [
    'streamCreated',
    'streamDestroyed',
    'sessionConnected',
    'sessionDisconnected',
    'connectionCreated',
    'signal',
  ],
  publisher: ['streamCreated', 'streamDestroyed', 'destroyed', 'accessAllowed', 'mediaStopped'],
  subscriber: ['connected', 'destroyed', 'disconnected', 'videoDisabled'],
}

const listeners = (place: Place): fc.Arbitrary<Step> =>
  fc
    .constantFrom(...Object.keys(heard).filter((on) => on !== 'subscriber' || place !== 'before'))
    .chain((on) =>
      fc.record({
        on: fc.constant(on),
        event: fc.constantFrom(...(heard[on] ?? [])),
        do: fc.oneof<fc.Arbitrary<'preventDefault' | 'throw' | 'note' | CallStep>[]>(
          fc.constantFrom('preventDefault' as const, 'throw' as const, 'note' as const),
          calls(place),
        ),
      }),
    )
    .map((listen) => ({ listen }))

const ids = { connection: fc.constantFrom('c1', 'c2', 'c3'), stream: fc.constantFrom('s1', 's2', 's3') }
const reasons = fc.constantFrom('clientDisconnected', 'forceDisconnected', 'networkDisconnected', 'forceUnpublished')
const flag = fc.boolean()

const serverStep = (server: string, fields: Readonly<Record<string, fc.Arbitrary<Json>>> = {}): fc.Arbitrary<Step> =>
  fc.record({ server: fc.constant(server), ...fields })

const requests = [
  'connection.create',
  'stream.create',
  'stream.delete',
  'stream.update',
  'session.update',
  'subscriber.create',
  'signal.signal',
  'connection.delete',
]
const statuses = ['400', '403', '404', '409', '413', '429', '500', '503', 'none', '200', '200x']

export const replies = fc.record({
  to: fc.constantFrom(...requests),
  with: fc
    .record({ status: fc.constantFrom(...statuses), reason: fc.constantFrom(null, 'reason', 'x') })
    .map(({ status, reason }) => ({ status, ...(reason === null ? {} : { reason }) })),
})

/** What the service and the people in the room do. */
const serviceSteps: readonly Weighted<Step>[] = [
  { weight: 2, arbitrary: serverStep('remoteJoin', { id: ids.connection }) },
  { weight: 2, arbitrary: serverStep('remoteLeave', { id: ids.connection, reason: reasons }) },
  { weight: 3, arbitrary: serverStep('remotePublish', { id: ids.stream, connection: ids.connection }) },
  { weight: 3, arbitrary: serverStep('remoteUnpublish', { id: ids.stream, reason: reasons }) },
  {
    weight: 2,
    arbitrary: serverStep('streamChannel', {
      id: ids.stream,
      channel: fc.constantFrom('video1', 'audio1'),
      content: fc.record({ active: flag }),
    }),
  },
  { weight: 1, arbitrary: serverStep('kick', { reason: reasons }) },
  { weight: 2, arbitrary: serverStep('unpublishOwn', { reason: reasons }) },
  { weight: 1, arbitrary: serverStep('muteSession', { active: flag }) },
  { weight: 1, arbitrary: serverStep('muteOwnStream', { active: flag }) },
  {
    weight: 1,
    arbitrary: serverStep('archive', { id: fc.constantFrom('a1', 'a2'), name: fc.constantFrom('film', '') }),
  },
  {
    weight: 1,
    arbitrary: serverStep('archiveUpdate', {
      id: fc.constantFrom('a1', 'a2'),
      status: fc.constantFrom('stopped', 'paused'),
    }),
  },
  {
    weight: 2,
    arbitrary: serverStep('signal', {
      from: fc.constantFrom('c1', 'c2', ''),
      type: fc.constantFrom('chat', 'other'),
      data: fc.constantFrom('hello', ''),
    }),
  },
  { weight: 1, arbitrary: serverStep('caption', { stream: ids.stream, from: ids.connection }) },
  { weight: 1, arbitrary: serverStep('disableVideo', { stream: ids.stream, active: flag }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Step[]>(
      { server: 'drop' },
      ...[1011, 1001, 1012].map((code) => ({ server: 'drop', code, clean: true })),
    ),
  },
  { weight: 1, arbitrary: serverStep('mode', { mode: fc.constantFrom('accept', 'refuse') }) },
  { weight: 2, arbitrary: replies.map(({ to, with: reply }) => ({ server: 'reply', to, with: reply })) },
]

/** What devices and networks do. */
const mediaSteps: readonly Weighted<Step>[] = [
  {
    weight: 2,
    arbitrary: fc.record({
      ice: fc.constantFrom('failed', 'disconnected', 'connected', 'checking', 'closed'),
      of: fc.constantFrom('publisher', 'subscriber'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      track: fc.constantFrom('ended', 'mute'),
      kind: fc.constantFrom('video', 'audio', 'all'),
      of: fc.constant('publisher'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        of: fc.constantFrom('publisher', 'subscriber'),
        what: fc.constantFrom<Record<string, Json>[]>({ error: 3 }, { ended: true }, { pause: true }),
      })
      .map(({ of, what }) => ({ videoElement: { of, ...what } })),
  },
  { weight: 1, arbitrary: fc.constant({ server: 'generateOffer' }) },
  { weight: 1, arbitrary: fc.constantFrom(4000, 12_000, 40_000).map((ms) => ({ wait: ms })) },
]

const devices: fc.Arbitrary<Step> = fc
  .constantFrom<Json[]>(
    { getUserMedia: { reject: 'NotAllowedError' } },
    { getUserMedia: { reject: 'NotReadableError' } },
    { devicechange: true },
  )
  .map((media) => ({ media }))

/** Any step of a program. */
export function anyStep(place: Place): fc.Arbitrary<Step> {
  const shared: readonly Weighted<Step>[] = [
    { weight: 12, arbitrary: calls(place) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(calls(place), fc.array(calls(place), { minLength: 1, maxLength: 2 }))
        .map(([call, and]) => ({ ...call, and })),
    },
    { weight: 2, arbitrary: readsOf(place) },
    { weight: 2, arbitrary: listeners(place) },
    { weight: 1, arbitrary: devices },
  ]
  if (place === 'before') return fc.oneof(...shared)
  const service = { weight: 5, arbitrary: fc.oneof(...serviceSteps) }
  if (place === 'connected') return fc.oneof(...shared, service)
  return fc.oneof(...shared, service, { weight: 4, arbitrary: fc.oneof(...mediaSteps) })
}
