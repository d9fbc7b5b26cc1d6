import { type Permission, permissionsOf } from '../../contract/roles.ts'
import { actionsOf, publishedBy, rolesOf, streamsNamed } from '../mentions.ts'
import type { Scenario, ScenarioProblem } from '../scenario.ts'
import { isCall } from '../scenario.ts'
import { noneOf, quoted } from '../sentences.ts'
import type { ParticipantAction } from '../verbs/actions.ts'

type Check = (scenario: Scenario) => readonly ScenarioProblem[]

/** The people whom an action speaks of, each by the key at which their name stands. */
function peopleNamed(action: ParticipantAction): readonly { readonly key: string; readonly name: string }[] {
  const who = { key: 'participant', name: action.participant }
  if (action.does === 'forceDisconnect' && action.whom !== undefined && action.whom !== 'me') {
    return [who, { key: 'whom', name: action.whom }]
  }
  const to = action.does === 'signal' ? action.signal?.to : undefined
  return to === undefined || to === 'me' ? [who] : [who, { key: 'signal.to', name: to }]
}

const participants: Check = (scenario) => {
  const known = [...rolesOf(scenario).keys()]
  return actionsOf(scenario).flatMap(({ path, action }) =>
    ('participant' in action ? peopleNamed(action) : [])
      .filter(({ name }) => !known.includes(name))
      .map(({ key, name }) => ({
        path: `${path}.${key}`,
        message: `${noneOf('participant', name, known)} Name somebody of given.room, or let them join first.`,
      })),
  )
}

const taken = (name: string): string => `${quoted(name)} is taken. Give everybody a name of their own.`

const namesakes: Check = (scenario) => {
  const names = (scenario.given?.room ?? []).map(({ name }) => name)
  const given = names.flatMap((name, index) =>
    names.indexOf(name) === index && name !== 'me' ? [] : [{ path: `given.room[${index}].name`, message: taken(name) }],
  )
  const joining = actionsOf(scenario).flatMap(({ path, action }) =>
    'participant' in action && action.does === 'join' && action.participant === 'me'
      ? [{ path: `${path}.participant`, message: `${taken('me')} "me" is the client that the application holds.` }]
      : [],
  )
  return [...given, ...joining]
}

const publishersAllowed: Check = ({ given }) =>
  (given?.room ?? []).flatMap(({ role, publishes = [] }, index) =>
    role === 'subscriber' && publishes.length > 0
      ? [{ path: `given.room[${index}].publishes`, message: 'A subscriber cannot publish. Give them another role.' }]
      : [],
  )

const permissionFor: Readonly<Partial<Record<ParticipantAction['does'], Permission>>> = {
  publish: 'publish',
  subscribe: 'subscribe',
  forceDisconnect: 'forcedisconnect',
  forceUnpublish: 'forceunpublish',
  mute: 'forcemute',
}

const permitted: Check = (scenario) => {
  const roles = rolesOf(scenario)
  return actionsOf(scenario).flatMap(({ path, action }) => {
    const needed = 'participant' in action ? permissionFor[action.does] : undefined
    if (!('participant' in action) || needed === undefined) return []
    const own = roles.get(action.participant) ?? []
    if (own.length === 0 || own.some((role) => permissionsOf[role].includes(needed))) return []
    const remedy = needed === 'publish' ? 'Give them the role "publisher".' : 'Give them the role "moderator".'
    const message = `${action.participant} cannot ${action.does}: they are in the session as ${own[0]}. ${remedy}`
    return [{ path: `${path}.does`, message }]
  })
}

/** Names that the application's own streams are given in the steps. */
const ownStreamNames = ({ steps = [] }: Scenario): readonly string[] =>
  steps.flatMap((step) =>
    isCall(step) ? [...JSON.stringify(step.args ?? []).matchAll(/"name":"([^"]*)"/g)].map(([, name = '']) => name) : [],
  )

const ofThemselves: readonly ParticipantAction['does'][] = ['unpublish', 'change', 'caption']

const streams: Check = (scenario) => {
  const published = publishedBy(scenario)
  const all = [...new Set([...published.values()].flat())]
  const anybodys = ['own', ...all, ...ownStreamNames(scenario)]
  return actionsOf(scenario).flatMap(({ path, action }) => {
    const isTheirs = 'participant' in action && ofThemselves.includes(action.does)
    const known = isTheirs ? (published.get(action.participant) ?? []) : anybodys
    return streamsNamed(action)
      .filter(({ name }) => !known.includes(name))
      .map(({ key, name }) => ({
        path: `${path}.${key}`,
        message: `${noneOf('stream', name, known)} ${isTheirs ? 'Name one that they publish.' : 'Let somebody publish it; "own" is what the application publishes.'}`,
      }))
  })
}

function overLimit(scenario: Scenario): readonly ScenarioProblem[] {
  const { room = [], session = {} } = scenario.given ?? {}
  const { maxStreams, maxConnections } = session
  const published = room.reduce((sum, { publishes = [] }) => sum + publishes.length, 0)
  const tooMany = (path: string, limit: number | null | undefined, count: number): readonly ScenarioProblem[] =>
    limit === undefined || limit === null || count <= limit
      ? []
      : [
          {
            path: `given.session.${path}`,
            message: `given.room has ${count} already. Raise the limit, or let fewer in.`,
          },
        ]
  return [...tooMany('maxStreams', maxStreams, published), ...tooMany('maxConnections', maxConnections, room.length)]
}

/** Whether everybody and everything that is spoken of is there at some time, and may do what is said of them. */
export const peopleChecks: readonly Check[] = [
  namesakes,
  publishersAllowed,
  participants,
  permitted,
  streams,
  overLimit,
]
