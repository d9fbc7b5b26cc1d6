import { noneOf } from '../../vocabulary/sentences.ts'
import { actionsOf, publishedBy, rolesOf } from '../mentions.ts'
import { type PlacedToken, tokensIn } from '../play/arguments.ts'
import { makes, type ObjectKind, ownerOf, usualArguments } from '../play/calls.ts'
import { type CallStep, isCall, type Scenario, type ScenarioProblem } from '../scenario.ts'
import type { Json } from '../values.ts'

type Problems = readonly ScenarioProblem[]

interface Made {
  readonly kind: ObjectKind
  readonly name: string | undefined
}

/** The objects that can be there when a step is made, as far as the steps before it and the people say. */
interface There {
  readonly made: Made[]
  connects: boolean
  /** The streams and the people of others; null where nobody knows them before they come, as in a crowd. */
  readonly streams: readonly string[] | null
  readonly people: readonly string[] | null
}

function objectProblem({ made }: There, kind: ObjectKind, which: Json, path: string): Problems {
  const own = made.filter((one) => one.kind === kind)
  if (which === true) {
    if (own.length > 0) return []
    return [{ path, message: `There is no ${kind} yet: a step before this one has to make it.` }]
  }
  const names = own.flatMap(({ name }) => name ?? [])
  if (typeof which !== 'string' || names.includes(which)) return []
  return [{ path, message: `${noneOf(kind, which, names)} A step before this one names it with "as".` }]
}

const notConnected = (what: string, path: string): Problems => [
  { path, message: `No ${what} is known before Session.connect. Connect in a step before this one.` },
]

function streamProblem(there: There, which: Json, path: string): Problems {
  if (which === 'own') return objectProblem(there, 'publisher', true, path)
  if (!there.connects) return notConnected('stream', path)
  const { streams } = there
  if (streams === null) return []
  if (streams.length === 0)
    return [{ path, message: 'Nobody else publishes a stream. Let somebody of given.room publish.' }]
  if (typeof which !== 'string' || streams.includes(which)) return []
  return [{ path, message: `${noneOf('stream', which, streams)} Let somebody else publish it.` }]
}

/** The text of a connection's id, which stands for the connection too. */
const isId = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text)

function connectionProblem({ connects, people }: There, which: Json, path: string): Problems {
  if (!connects) return notConnected('connection', path)
  if (people === null || which === 'me') return []
  if (people.length === 0)
    return [{ path, message: 'Nobody else is in the session. Let somebody of given.room be there.' }]
  if (typeof which !== 'string' || people.includes(which) || isId(which)) return []
  return [{ path, message: `${noneOf('participant', which, people)} Name somebody of given.room, or let them join.` }]
}

const kinds: Readonly<Record<string, ObjectKind>> = {
  $session: 'session',
  $publisher: 'publisher',
  $subscriber: 'subscriber',
}

function tokenProblem(there: There, { path, key, value }: PlacedToken): Problems {
  if (key === '$stream') return streamProblem(there, value, path)
  if (key === '$connection') return connectionProblem(there, value, path)
  const kind = kinds[key]
  return kind === undefined ? [] : objectProblem(there, kind, value, path)
}

const usualOf = (call: string, { made }: There): readonly Json[] =>
  call === 'Session.publish' && !made.some(({ kind }) => kind === 'publisher') ? [] : usualArguments(call)

function callProblems(step: CallStep, there: There, path: string): Problems {
  const { call, on, args } = step
  const owner = ownerOf(call)
  const isMadeByItself = owner === 'session' && on === undefined
  if (isMadeByItself) there.made.push({ kind: 'session', name: undefined })
  const target =
    owner === null || isMadeByItself
      ? []
      : objectProblem(there, owner, on ?? true, on === undefined ? path : `${path}.on`)
  const tokens = tokensIn(args ?? usualOf(call, there), args === undefined ? path : `${path}.args`)
  const problems = [...target, ...tokens.flatMap((token) => tokenProblem(there, token))]
  const kind = makes[call]
  if (kind !== undefined) there.made.push({ kind, name: step.as })
  if (call === 'Session.connect') there.connects = true
  return problems
}

/** Objects, streams and people that a step needs, and that no step before it makes and nobody brings. */
export function objectsMade(scenario: Scenario): Problems {
  const hasCrowd = actionsOf(scenario).some(
    ({ action }) => 'session' in action && JSON.stringify(action).includes('crowd'),
  )
  const there: There = {
    made: [],
    connects: false,
    streams: hasCrowd ? null : [...publishedBy(scenario).values()].flat(),
    people: hasCrowd ? null : [...rolesOf(scenario).keys()],
  }
  return (scenario.steps ?? []).flatMap((step, index) =>
    isCall(step) ? callProblems(step, there, `steps[${index}]`) : [],
  )
}
