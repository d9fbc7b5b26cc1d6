import type { RestStage } from '../../scenario/verbs/rest.ts'
import type { Simulator } from '../simulator.ts'
import type { Rest } from './rest.ts'

// By its shape: what reads scenarios loads nothing of HTTP, and a package that is imported and required is there twice.
const isFace = (face: unknown): face is Rest => typeof face === 'object' && face !== null && 'take' in face

/**
 * The HTTP face of a world as scenarios see it.
 *
 * @throws Error for a world that has none.
 */
export function restStageOf({ _service: { face } }: Pick<Simulator, '_service'>): ReturnType<RestStage['rest']> {
  if (!isFace(face)) {
    throw new Error(
      'This is about HTTP, and this world has none of it. First call createHandlers() of fake-opentok/msw or createRest() of fake-opentok/rest, or make the world with simulatorFor().',
    )
  }
  return {
    answer: (request, disturbance) => face.answer(request, disturbance),
    setLatency: (latency) => face.change({ latency }),
    setWebhooks: (webhooks) => face.change({ webhooks }),
    setRenders: (renders) => face.change({ limits: { renders } }),
  }
}
