import type { FaultPoint } from '../../contract/fault-points.ts'
import type { Operation } from '../../contract/operations.ts'
import { BrowserRefusal } from '../browser-refusal.ts'
import type { Client } from '../client.ts'
import type { ElementEvents, Media, Widget } from '../ports.ts'
import { armedWords } from './armed.ts'
import type { ElementTrouble, Side } from './conditions.ts'
import { elementTroubleMs, pictureLimitMs } from './timing.ts'

export interface ElementIdentity {
  readonly operation: Operation
  readonly streamId: string | undefined
  readonly name: string | undefined
}

const isTrouble = (value: unknown): value is ElementTrouble => typeof value === 'object' && value !== null

const points: readonly FaultPoint[] = ['media:element-bind', 'media:element', 'media:playback']

/** What goes wrong with an element that is given media now, by condition or by fault. */
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
  const { bindThrows, error, ended, neverLoads, playRejects, evenMuted } = troubleOf(client, side, who)
  if (bindThrows !== undefined) {
    throw new BrowserRefusal({ name: bindThrows, message: 'The media element was told to refuse its media.' })
  }
  const mute = playRejects !== undefined && evenMuted !== true && side === 'subscriber'
  const isBlocked = mute && media.getAudioTracks().length > 0
  const loaded = (): void => {
    events.loaded()
    if (isBlocked) events.blocked()
  }
  const silent = error !== undefined || neverLoads === true
  const later = (delayMs: number, run: () => void): void =>
    void client.clock.after(delayMs, run, { what: `the media element of a ${side}`, kind: 'work' })
  widget.show(media, { ...events, loaded: silent ? () => {} : loaded })
  if (error !== undefined) later(elementTroubleMs, () => events.failed(error))
  else if (neverLoads === true) later(pictureLimitMs, loaded)
  if (ended === true) later(elementTroubleMs, () => events.ended())
}
