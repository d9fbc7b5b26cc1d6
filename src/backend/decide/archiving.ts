/** Recordings: the facts that follow when one starts or stops. */

import type { Fact, RoutedFact } from '../../wire/facts.ts'
import type { StreamRecord } from '../../wire/records.ts'
import type { SessionState } from '../state.ts'
import { tellAll, tellOnly } from './decision.ts'

type ArchiveFact = Extract<Fact, { is: 'archive.created' | 'archive.updated' }>

const isRecording = ({ archives }: SessionState, besides?: string): boolean =>
  [...archives.values()].some(({ id, status }) => status === 'started' && id !== besides)

const marked = ({ id: streamId, connectionId }: StreamRecord, active: boolean): RoutedFact =>
  tellOnly(connectionId, { is: 'stream.archiving', streamId, active })

/**
 * The facts that follow from the status of a recording: publishers hear first whether their streams are in one, then everybody hears
 * of the recording (the client's part is recorded: `archive/indicator-on`; that the service sends it so is assumed).
 */
export function archiveNews(session: SessionState, fact: ArchiveFact): readonly RoutedFact[] {
  const [id, status] =
    fact.is === 'archive.created' ? [fact.archive.id, fact.archive.status] : [fact.archiveId, fact.status]
  const others = isRecording(session, id)
  const after = others || status === 'started'
  const changed = isRecording(session) === after ? [] : [...session.streams.values()]
  return [...changed.map((stream) => marked(stream, after)), tellAll(fact)]
}

/** A stream is announced; where a recording runs, its publisher hears that the stream is in it. */
export const announced = (session: SessionState, stream: StreamRecord): RoutedFact[] => [
  tellAll({ is: 'stream.created', stream }),
  ...(isRecording(session) ? [marked(stream, true)] : []),
]
