import type { FaultPoint } from '../../contract/fault-points.ts'
import type { Operation } from '../../contract/operations.ts'
import type { ElementEvents, ElementTrouble } from '../../ports/media-element.ts'
import type { Media } from '../../ports/track.ts'
import type { Widget } from '../../ports/view.ts'
import type { Client } from '../base/client.ts'
import type { Side } from '../base/media-conditions.ts'
import { armedWords } from './armed-troubles.ts'

export interface ElementIdentity {
  readonly operation: Operation
  readonly streamId: string | undefined
  readonly name: string | undefined
}

const isTrouble = (value: unknown): value is ElementTrouble => typeof value === 'object' && value !== null

const points: readonly FaultPoint[] = ['media:element-bind', 'media:element', 'media:playback']

/** The trouble of an element that is given media now, by condition or by fault. */
function troubleOf(client: Client, side: Side, who: ElementIdentity): ElementTrouble {
  const armed = points.map((point) => armedWords(client, point, who)?.words['videoElement']).filter(isTrouble)
  return Object.assign({}, client.media.elementOf(side), ...armed)
}

/**
 * Shows media in a media element, which does what the view has it do, unless something else was arranged for it.
 *
 * @throws what the browser throws where the element does not take the media.
 */
export function showMedia(
  client: Client,
  widget: Widget,
  media: Media,
  side: Side,
  who: ElementIdentity,
  events: ElementEvents,
): void {
  widget.show(media, events, troubleOf(client, side, who))
}
