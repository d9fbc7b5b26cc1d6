import type { Subject } from '../kernel/hazard.ts'
import type { Command, Fact } from './wire.ts'

/** What a fault on a fact may match on. */
export function idsIn(fact: Fact): Subject {
  const streamId = 'streamId' in fact ? fact.streamId : 'stream' in fact ? fact.stream.id : undefined
  const connectionId =
    'connectionId' in fact ? fact.connectionId : 'stream' in fact ? fact.stream.connectionId : undefined
  const name = 'stream' in fact ? fact.stream.name : undefined
  const tracks = 'stream' in fact ? fact.stream.channels.length : undefined
  return { streamId, connectionId, name, tracks }
}

/** What a fault on a request may match on, besides whose it is. */
export function idsAsked(command: Command): Subject {
  const streamId = 'streamId' in command ? command.streamId : 'stream' in command ? command.stream.id : undefined
  const name = 'stream' in command ? command.stream.name : undefined
  const target = command.method === 'connection.delete' ? command.connectionId : undefined
  const type = command.method === 'signal.signal' ? command.signal.type : undefined
  return { streamId, name, target, type }
}

/** A fact whose description of media was garbled on its way. */
export function spoiled(fact: Fact, quality: string | undefined): Fact {
  if (!('quality' in fact) || (quality !== 'bad' && quality !== 'empty')) return fact
  return { ...fact, quality }
}
