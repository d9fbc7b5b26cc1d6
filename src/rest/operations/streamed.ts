import type { Production } from '../../backend/productions.ts'
import type { Json } from '../message.ts'
import type { RestWorld } from '../world.ts'

/** A stream that was chosen for an archive or a broadcast. */
export interface ChosenStream {
  readonly streamId: string
  readonly hasAudio: boolean
  readonly hasVideo: boolean
}

/** A change of the streams of an archive or a broadcast: one more, or one less. */
export type StreamChoice = { readonly add: ChosenStream } | { readonly remove: string }

/** The change of streams that a body asks for, or the problem of the body. */
export function choiceIn(body: Json): StreamChoice | string {
  const { addStream, removeStream, hasAudio = true, hasVideo = true } = body
  if ((addStream === undefined) === (removeStream === undefined)) {
    return 'The body has neither addStream nor removeStream, or both.'
  }
  if (removeStream !== undefined) {
    return typeof removeStream === 'string' ? { remove: removeStream } : 'removeStream is no text.'
  }
  if (typeof addStream !== 'string') return 'addStream is no text.'
  if (typeof hasAudio !== 'boolean' || typeof hasVideo !== 'boolean')
    return 'hasAudio or hasVideo is neither true nor false.'
  return { add: { streamId: addStream, hasAudio, hasVideo } }
}

export const choicesOf = ({ details }: Production): readonly ChosenStream[] => {
  const streams: unknown = details['streams']
  return Array.isArray(streams) ? streams : []
}

/** Whether the streams that are meant are there. */
export function isThere(choice: StreamChoice, production: Production, { backend }: RestWorld): boolean {
  if ('add' in choice) return backend.session(production.sessionId)?.streams.has(choice.add.streamId) === true
  return choicesOf(production).some(({ streamId }) => streamId === choice.remove)
}

/** Takes one more stream into a production, or one out. */
export function choose(choice: StreamChoice, production: Production, { backend }: RestWorld): void {
  const meant = 'add' in choice ? choice.add.streamId : choice.remove
  const others = choicesOf(production).filter(({ streamId }) => streamId !== meant)
  const streams = 'add' in choice ? [...others, choice.add] : others
  backend.productions.update(production.id, { details: { ...production.details, streams } })
}

/** The details of a production as texts, flags and figures, each with what holds where nothing was asked for. */
export const detail = <Value>({ details }: Production, name: string, usual: Value): unknown => details[name] ?? usual
