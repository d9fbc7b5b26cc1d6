import { durationOf } from '../../kernel/time/clock.ts'
import { fileAnswers, servicePoint } from '../../vocabulary/answers.ts'
import { bag, duration, either, bounds as leastAndMost, optional, type Shape, someOf } from '../../vocabulary/shape.ts'
import { closeAfterOpen, closeCode, howOften, latencyMs, socketWord, type socketWords } from '../../vocabulary/words.ts'
import type { ScenarioProblem } from '../problem.ts'
import type { Duration, Json } from '../values.ts'
import { type Noun, nounOf } from './noun.ts'
import { any, network as subject } from './story.ts'

/** One-way latency in milliseconds: one figure, or at least and at most. */
export type Latency = number | readonly [number, number]

/** How a coming messaging connection is taken. */
export type SocketMode = (typeof socketWords)[number] | { readonly closeAfterOpen: number }

type Sockets = SocketMode | readonly SocketMode[]

/** An answer of the service that is given as it stands, at a point such as `sessionInfo` or `stream.create`. */
interface RawAnswer {
  readonly answer: string
  readonly status: number | 'none' | 'failed' | 'offline' | (typeof socketWords)[number]
  readonly reason?: string
  /** For HTTP points: a text, or a value that is sent as JSON. */
  readonly body?: Json
  readonly delay?: Duration
  readonly times?: number
}

interface NetworkChanges {
  readonly drop: { readonly drop: number }
  readonly latency: { readonly latency: Latency }
  readonly flap: { readonly flap: { readonly times?: number; readonly down?: Duration; readonly up?: Duration } }
  readonly socket: { readonly socket: Sockets }
  readonly answer: RawAnswer
}

type NetworkWord = 'offline' | 'online' | 'drop' | 'silent' | 'talking'

export interface NetworkAction {
  readonly network: NetworkWord | NetworkChanges[keyof NetworkChanges]
}

/** The part of the world that a scenario uses for the network. */
export interface NetworkStage {
  readonly network: {
    goOffline(): void
    comeBack(): void
    drop(code?: number): void
    flap(options: { readonly times?: number; readonly downMs?: number; readonly upMs?: number }): void
    setSilent(silent: boolean): void
    setLatency(least: number, most?: number): void
    setSocketMode(...modes: readonly SocketMode[]): void
    answer(
      point: string,
      reply: { readonly status: string; readonly reason?: string; readonly body?: string; readonly delayMs?: number },
      options: { readonly times?: number },
    ): void
  }
}

/** One figure, or the least and the most. */
export const latency: Shape<Latency> = either(latencyMs, leastAndMost(latencyMs, Number))

const socketMode = either(socketWord, closeAfterOpen)

/** How coming messaging connections are taken: one way, or one each in order; the last one stays. */
export const socket: Shape<Sockets> = either(socketWord, closeAfterOpen, someOf(socketMode))

/** At least and at most. */
export const bounds = (given: Latency): readonly [number, number] =>
  typeof given === 'number' ? [given, given] : given

const isModes = (given: Sockets): given is readonly SocketMode[] => Array.isArray(given)

/** Modes as a list. */
export const modesOf = (given: Sockets): readonly SocketMode[] => (isModes(given) ? given : [given])

export const latencyProblem = (given: Latency | undefined, path: string): readonly ScenarioProblem[] => {
  if (given === undefined || typeof given === 'number' || given[0] <= given[1]) return []
  const message = `At least ${given[0]} and at most ${given[1]} is impossible. Give the smaller figure first.`
  return [{ path, message }]
}

const bodyOf = (body: Json): string => (typeof body === 'string' ? body : JSON.stringify(body))

function giveAnswer({ network: target }: NetworkStage, raw: RawAnswer): void {
  const { answer, status, reason, body, delay, times = 1 } = raw
  const reply = {
    status: String(status),
    ...(reason === undefined ? {} : { reason }),
    ...(body === undefined ? {} : { body: bodyOf(body) }),
    ...(delay === undefined ? {} : { delayMs: durationOf(delay) }),
  }
  target.answer(answer, reply, { times })
}

const noLine = 'The network is offline at that time, so that no connection is left to break. Let it come back before.'
const breaksLine = { subject, refuses: 'offline', message: noLine }

/** The acts on the network: a word of its own, or a verb with details. */
export const network: Noun<NetworkAction, NetworkStage> = nounOf<'network', NetworkWord, NetworkChanges, NetworkStage>({
  key: 'network',
  what: 'change of the network',
  words: {
    offline: {
      act: ({ network: target }) => target.goOffline(),
      consequences: [
        {
          subject,
          refuses: 'offline',
          message: 'The network is offline already at that time. Let it come back before.',
          adds: ['offline'],
        },
      ],
    },
    online: {
      act: ({ network: target }) => target.comeBack(),
      consequences: [
        {
          subject,
          wants: any,
          message:
            'Nothing is wrong with the network at that time, so that it cannot come back. Let it go "offline" before.',
          removes: any,
        },
      ],
    },
    drop: { act: ({ network: target }) => target.drop(), consequences: [breaksLine] },
    silent: {
      act: ({ network: target }) => target.setSilent(true),
      consequences: [{ subject, adds: ['silent'] }],
    },
    talking: {
      act: ({ network: target }) => target.setSilent(false),
      consequences: [
        {
          subject,
          wants: 'silent',
          message: 'The service is not silent at that time. Let it fall "silent" before.',
          removes: 'silent',
        },
      ],
    },
  },
  verbs: {
    drop: {
      schema: { drop: closeCode },
      act: ({ network: target }, { drop }) => target.drop(drop),
      consequences: () => [breaksLine],
    },
    latency: {
      schema: { latency },
      act: ({ network: target }, change) => target.setLatency(...bounds(change.latency)),
      problems: (change, path) => latencyProblem(change.latency, `${path}.latency`),
    },
    flap: {
      schema: { flap: bag({ times: optional(howOften), down: optional(duration), up: optional(duration) }) },
      act: ({ network: target }, { flap: { times, down, up } }) =>
        target.flap({
          ...(times === undefined ? {} : { times }),
          ...(down === undefined ? {} : { downMs: durationOf(down) }),
          ...(up === undefined ? {} : { upMs: durationOf(up) }),
        }),
      consequences: () => [{ subject, blurs: true }],
      problems: ({ flap }, path) =>
        (['down', 'up'] as const).flatMap((key) => {
          const time = flap[key]
          const isTooShort = time !== undefined && durationOf(time) < 1
          return isTooShort ? [{ path: `${path}.flap.${key}`, message: 'must be more than 0 ms. Give more.' }] : []
        }),
    },
    socket: {
      schema: { socket },
      act: ({ network: target }, change) => target.setSocketMode(...modesOf(change.socket)),
      consequences: (change) => {
        const isOpen = modesOf(change.socket)[0] === 'accept'
        return [{ subject, ...(isOpen ? { removes: 'closed' } : { adds: ['closed'] }) }]
      },
    },
    answer: {
      schema: { answer: servicePoint, times: optional(howOften) },
      kinds: fileAnswers(optional(duration)),
      act: giveAnswer,
    },
  },
})
