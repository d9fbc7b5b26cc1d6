import type { Subject } from '../kernel/hazard.ts'
import type { Audience, Fact } from './wire.ts'

/** Whether a fact is for somebody. */
export function hears(audience: Audience, connectionId: string): boolean {
  if (audience.to === 'all' || audience.to === 'nobody') return audience.to === 'all'
  return (audience.to === 'only') === (audience.connectionId === connectionId)
}

/** What a fault on a fact may match on. */
export function idsIn(fact: Fact): Subject {
  const streamId = 'streamId' in fact ? fact.streamId : 'stream' in fact ? fact.stream.id : undefined
  const connectionId =
    'connectionId' in fact ? fact.connectionId : 'stream' in fact ? fact.stream.connectionId : undefined
  const name = 'stream' in fact ? fact.stream.name : undefined
  const tracks = 'stream' in fact ? fact.stream.channels.length : undefined
  return { streamId, connectionId, name, tracks }
}

/** A fact whose description of media was garbled on its way. */
export function spoiled(fact: Fact, quality: string | undefined): Fact {
  if (!('quality' in fact) || (quality !== 'bad' && quality !== 'empty')) return fact
  return { ...fact, quality }
}
