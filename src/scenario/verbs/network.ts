import { durationOf } from '../../kernel/time/clock.ts'
import type { StageNetwork } from '../stage.ts'
import type { Json, Latency, NetworkChange, RawAnswer, SocketMode } from './actions.ts'

type Word = Extract<NetworkChange, string>
type Flap = Extract<NetworkChange, { readonly flap: unknown }>['flap']

/** At least and at most. */
export const bounds = (latency: Latency): readonly [number, number] =>
  typeof latency === 'number' ? [latency, latency] : latency

const isModes = (socket: SocketMode | readonly SocketMode[]): socket is readonly SocketMode[] => Array.isArray(socket)

/** Modes as a list. */
export const modesOf = (socket: SocketMode | readonly SocketMode[]): readonly SocketMode[] =>
  isModes(socket) ? socket : [socket]

const networkWords: Readonly<Record<Word, (network: StageNetwork) => void>> = {
  offline: (network) => network.goOffline(),
  online: (network) => network.comeBack(),
  drop: (network) => network.drop(),
  silent: (network) => network.setSilent(true),
  talking: (network) => network.setSilent(false),
}

const bodyOf = (body: Json): string => (typeof body === 'string' ? body : JSON.stringify(body))

function giveAnswer(network: StageNetwork, { answer, status, reason, body, delay, times = 1 }: RawAnswer): void {
  const reply = {
    status: String(status),
    ...(reason === undefined ? {} : { reason }),
    ...(body === undefined ? {} : { body: bodyOf(body) }),
    ...(delay === undefined ? {} : { delayMs: durationOf(delay) }),
  }
  network.answer(answer, reply, { times })
}

function flap(network: StageNetwork, { times, down, up }: Flap): void {
  network.flap({
    ...(times === undefined ? {} : { times }),
    ...(down === undefined ? {} : { downMs: durationOf(down) }),
    ...(up === undefined ? {} : { upMs: durationOf(up) }),
  })
}

/** Lets something happen to the network. */
export function changeNetwork(network: StageNetwork, change: NetworkChange): void {
  if (typeof change === 'string') return networkWords[change](network)
  if ('drop' in change) network.drop(change.drop)
  else if ('latency' in change) network.setLatency(...bounds(change.latency))
  else if ('flap' in change) flap(network, change.flap)
  else if ('socket' in change) network.setSocketMode(...modesOf(change.socket))
  else giveAnswer(network, change)
}
