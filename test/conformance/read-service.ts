import { count, list, oneOf, oneOrMore, record, text } from './read-value.ts'
import { isJsonObject, type Json } from './recorded-case.ts'
import type { Archive, HttpAnswer, RemotePeople, Reply, SocketBehaviour } from './rig.ts'

/** `given.server.remote`; a stream has audio and video unless it says otherwise. */
export function readRemote(value: Json | undefined): RemotePeople {
  const where = 'given.server.remote'
  const { connections, streams } = record(value, where)
  return {
    connections: oneOrMore(connections).map((one) => ({ id: text(record(one, where).id, `${where}.connections.id`) })),
    streams: oneOrMore(streams).map((one) => {
      const stream = record(one, where)
      return {
        id: text(stream.id, `${where}.streams.id`),
        connection: text(stream.connection, `${where}.streams.connection`),
        video: stream.video !== false,
        audio: stream.audio !== false,
      }
    }),
  }
}

/** `given.server.archives`. */
export const readArchives = (value: Json | undefined): readonly Archive[] =>
  list(value, 'given.server.archives').map((one) => {
    const { id, name, status } = record(one, 'given.server.archives')
    return {
      id: text(id, 'given.server.archives.id'),
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof status === 'string' ? { status } : {}),
    }
  })

/** One status reply. */
export function readReply(value: Json | undefined, where: string): Reply {
  const { status, reason, delayMs } = record(value, where)
  return {
    status: text(status, `${where}.status`),
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof delayMs === 'number' ? { delayMs } : {}),
  }
}

/** What opening a websocket leads to. */
export function readSocket(value: Json | undefined, where: string): SocketBehaviour {
  if (isJsonObject(value)) return { closeAfterOpen: count(value.closeAfterOpen, `${where}.closeAfterOpen`) }
  return oneOf(['accept', 'refuse', 'refuseSlow', 'hang', 'throw'], value, where)
}

/** Answers to an HTTP request; the bare word `abort` is a failure in the network. */
export const readAnswers = (value: Json | undefined, where: string): readonly HttpAnswer[] =>
  oneOrMore(value).map((one) => (one === 'abort' ? { abort: 'failed' } : readAnswer(record(one, where), where)))

function readAnswer(answer: { readonly [key: string]: Json | undefined }, where: string): HttpAnswer {
  const { status, body, json, fields, contentType, delayMs, abort, hang } = answer
  return {
    ...(status !== undefined ? { status: count(status, `${where}.status`) } : {}),
    ...(body !== undefined ? { body: text(body, `${where}.body`) } : {}),
    ...(json !== undefined ? { json } : {}),
    ...(fields !== undefined ? { fields: record(fields, `${where}.fields`) } : {}),
    ...(contentType !== undefined ? { contentType: text(contentType, `${where}.contentType`) } : {}),
    ...(delayMs !== undefined ? { delayMs: count(delayMs, `${where}.delayMs`) } : {}),
    ...(abort !== undefined ? { abort: text(abort, `${where}.abort`) } : {}),
    ...(hang === true ? { hang } : {}),
  }
}
