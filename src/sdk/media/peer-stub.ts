import { type IceState, iceStates, peerSteps } from '../../contract/peer-path.ts'
import { isBag } from '../../kernel/values.ts'
import type { IceCourse, PeerMatch, StepTrouble } from '../base/media-conditions.ts'

const isState = (value: unknown): value is IceState => iceStates.some((state) => state === value)

const hows: Readonly<Record<string, StepTrouble['how']>> = {
  reject: 'rejects',
  throws: 'throws',
  hang: 'hangs',
  missing: 'missing',
}

/** How one step goes wrong, as the vocabulary writes it: `"reject"`, `"hang"`, `{ reject: name, after: 2 }`, `{ throws: name }`. */
function troubleOf(value: unknown): Pick<StepTrouble, 'how' | 'error' | 'after'> | null {
  if (typeof value === 'string') {
    const how = Object.hasOwn(hows, value) ? hows[value] : undefined
    return how === undefined ? null : { how }
  }
  if (!isBag(value)) return null
  const word = 'reject' in value ? 'reject' : 'throws'
  const how = hows[word]
  const error = value[word]
  if (how === undefined || typeof error !== 'string') return null
  return { how, error, ...(typeof value['after'] === 'number' ? { after: value['after'] } : {}) }
}

/** The states of `ice`: `"failed"`, `"stuck"`, or a list. */
function statesOf(value: unknown): readonly IceState[] | null {
  if (value === 'failed') return ['checking', 'failed']
  if (value === 'stuck') return ['checking']
  return Array.isArray(value) && value.every(isState) ? value : null
}

export interface PeerStub {
  readonly troubles: readonly StepTrouble[]
  readonly course: IceCourse | null
}

/**
 * Reads `given.media.peerConnection` of the vocabulary: what goes wrong with connections.
 *
 * @throws RangeError for a word that the vocabulary does not have.
 * @example readPeerStub({ createOffer: 'reject', only: 0 })
 */
export function readPeerStub(stub: unknown, more: PeerMatch & { readonly times?: number } = {}): PeerStub {
  if (stub === 'throws') return readPeerStub({ create: 'throws', probe: true }, more)
  if (!isBag(stub))
    throw new RangeError(`${JSON.stringify(stub)} says nothing of connections. Give an object of steps.`)
  const { only, probe, ice, ...steps } = stub
  const match = { ...more, ...(typeof only === 'number' ? { only } : {}) }
  const troubles = Object.entries(steps).map(([name, value]) => {
    const step = peerSteps.find((known) => known === name)
    const trouble = troubleOf(value)
    if (step !== undefined && trouble !== null) return { step, ...trouble, ...match, probe: probe === true }
    throw new RangeError(
      `${name}: ${JSON.stringify(value)} is no way for a connection to fail. The steps are ${peerSteps.join(', ')}; each is "reject", "throws", "hang", { reject: name, after } or { throws: name }.`,
    )
  })
  const states = ice === undefined ? null : statesOf(ice)
  if (ice !== undefined && states === null) {
    throw new RangeError(
      `ice: ${JSON.stringify(ice)} is no course. Give "failed", "stuck" or a list of ${iceStates.join(', ')}.`,
    )
  }
  return { troubles, course: states === null ? null : { states, ...match } }
}
