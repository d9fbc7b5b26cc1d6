import type { Landmark } from '../scenario.ts'
import type { Heard } from './driver.ts'

type Named = Exclude<Landmark, string>

const named = (landmark: Landmark): Named => (typeof landmark === 'string' ? { event: landmark } : landmark)

/** The name of an event; null for what is none. */
export const eventOf = (one: Heard): string | null => {
  if (one.kind === 'exception') return 'exception'
  return one.kind === 'event' ? one.type : null
}

// The exception event is always dispatched by OT; its target says what it is about.
const targetOf = (one: Heard): string | null => (one.kind === 'exception' ? 'OT' : one.kind === 'event' ? one.on : null)

function isLandmark(landmark: Named, one: Heard): boolean {
  if ('step' in landmark) return 'step' in one && one.step === landmark.step
  if (eventOf(one) !== landmark.event) return false
  if (landmark.on !== undefined && targetOf(one) !== landmark.on) return false
  return landmark.reason === undefined || (one.kind === 'event' && one.reason === landmark.reason)
}

function words(landmark: Named): string {
  if ('step' in landmark) return `the answer of step ${landmark.step}`
  const { event, on, reason } = landmark
  return [event, on === undefined ? '' : ` on ${on}`, reason === undefined ? '' : ` (${reason})`].join('')
}

const most = 15

function whatCame(heard: readonly Heard[]): string {
  const names = heard.flatMap((one) => ('step' in one ? [`the answer of step ${one.step}`] : (eventOf(one) ?? [])))
  const shown = names.slice(0, most).join(', ')
  return names.length === 0 ? 'nothing' : names.length > most ? `${shown} and ${names.length - most} more` : shown
}

/** The landmarks that were not heard in their place: each landmark has to come after the one before it, whatever lies between. */
export function orderProblems({ heard }: { readonly heard: readonly Heard[] }, order: readonly Landmark[]): string[] {
  let from = 0
  let before = 'the beginning'
  for (const landmark of order.map(named)) {
    let at = from
    for (let one = heard[at]; one !== undefined && !isLandmark(landmark, one); one = heard[at]) at++
    if (at >= heard.length) {
      return [`After ${before}, ${words(landmark)} should be heard; there came ${whatCame(heard.slice(from))}.`]
    }
    from = at + 1
    before = words(landmark)
  }
  return []
}
