import type { FaultPoint } from '../../contract/fault-points.ts'
import type { Operation } from '../../contract/operations.ts'
import { BrowserRefusal } from '../browser-refusal.ts'
import type { Client } from '../client.ts'
import type { ElementEvents, Media, Widget } from '../ports.ts'
import { armedWords } from './armed.ts'

/** From an element's getting its media to what a fault does to it, in milliseconds (as recorded). */
const troubleAfterMs = 30

export interface ElementIdentity {
  readonly operation: Operation
  readonly streamId: string | undefined
  readonly name: string | undefined
}

type Words = Readonly<Record<string, unknown>>

const isWords = (value: unknown): value is Words => typeof value === 'object' && value !== null

function wordsAt(client: Client, point: FaultPoint, who: ElementIdentity): Words {
  const words = armedWords(client, point, who)?.words['videoElement']
  return isWords(words) ? words : {}
}

/**
 * Shows media in a media element, which does what the view has it do, unless a failure was armed for it.
 *
 * @throws what the browser throws where the element does not take the media.
 */
export function showMedia(
  client: Client,
  widget: Widget,
  media: Media,
  who: ElementIdentity,
  events: ElementEvents,
): void {
  const { bindThrows } = wordsAt(client, 'media:element-bind', who)
  if (typeof bindThrows === 'string') {
    throw new BrowserRefusal({ name: bindThrows, message: 'The media element was told to refuse its media.' })
  }
  const { error } = wordsAt(client, 'media:element', who)
  if (typeof error !== 'number') return widget.show(media, events)
  widget.show(media, { ...events, loaded: () => {} })
  client.clock.after(troubleAfterMs, () => events.failed(error), { what: 'the error of a media element', kind: 'work' })
}

/** Whether playback with sound is refused by a fault; the element is then blocked as soon as it has loaded. */
export const isPlaybackRefused = (client: Client, who: ElementIdentity): boolean =>
  typeof wordsAt(client, 'media:playback', who)['playRejects'] === 'string'

/** The code of the error that an armed failure gives an element that is playing already; null: none is armed. */
export function armedElementError(client: Client, who: ElementIdentity): number | null {
  const { error } = wordsAt(client, 'media:element', who)
  return typeof error === 'number' ? error : null
}
