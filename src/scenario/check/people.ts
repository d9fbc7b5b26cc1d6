import { permissionsOf } from '../../contract/roles.ts'
import { noneOf, quoted } from '../../vocabulary/sentences.ts'
import { actionsOf, publishedBy, rolesOf } from '../mentions.ts'
import type { Scenario, ScenarioProblem } from '../scenario.ts'
import { isCall } from '../scenario.ts'
import { mentions } from '../verbs/nouns.ts'

type Check = (scenario: Scenario) => readonly ScenarioProblem[]

const participants: Check = (scenario) => {
  const roles = rolesOf(scenario)
  const known = [...roles.keys()]
  return actionsOf(scenario).flatMap(({ path, action }) =>
    (mentions(action).people ?? [])
      .filter(({ name }) => !roles.has(name))
      .map(({ key, name }) => ({
        path: `${path}.${key}`,
        message: `${noneOf('participant', name, known)} Name somebody of given.room, or let them join first.`,
      })),
  )
}

const taken = (name: string): string => `${quoted(name)} is taken. Give everybody a name of their own.`

const namesakes: Check = (scenario) => {
  const names = (scenario.given?.room ?? []).map(({ name }) => name)
  const firsts = new Map([...names.entries()].reverse().map(([index, name]) => [name, index]))
  const given = names.flatMap((name, index) =>
    firsts.get(name) === index && name !== 'me' ? [] : [{ path: `given.room[${index}].name`, message: taken(name) }],
  )
  const joining = actionsOf(scenario).flatMap(({ path, action }) =>
    mentions(action).joins?.name === 'me'
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

const permitted: Check = (scenario) => {
  const roles = rolesOf(scenario)
  return actionsOf(scenario).flatMap(({ path, action }) => {
    const { needs } = mentions(action)
    if (needs === undefined) return []
    const { who, does, permission } = needs
    const own = roles.get(who) ?? []
    if (own.length === 0 || own.some((role) => permissionsOf[role].includes(permission))) return []
    const remedy = permission === 'publish' ? 'Give them the role "publisher".' : 'Give them the role "moderator".'
    return [{ path: `${path}.does`, message: `${who} cannot ${does}: they are in the session as ${own[0]}. ${remedy}` }]
  })
}

/** Names that the application's own streams are given in the steps. */
const ownStreamNames = ({ steps = [] }: Scenario): readonly string[] =>
  steps.flatMap((step) =>
    isCall(step) ? [...JSON.stringify(step.args ?? []).matchAll(/"name":"([^"]*)"/g)].map(([, name = '']) => name) : [],
  )

const streams: Check = (scenario) => {
  const published = publishedBy(scenario)
  const all = [...new Set([...published.values()].flat())]
  const anybodys = new Set(['own', ...all, ...ownStreamNames(scenario)])
  return actionsOf(scenario).flatMap(({ path, action }) =>
    (mentions(action).streams ?? []).flatMap(({ key, name, of }) => {
      if (of === undefined ? anybodys.has(name) : published.get(of)?.includes(name) === true) return []
      const known = of === undefined ? [...anybodys] : (published.get(of) ?? [])
      const remedy =
        of === undefined
          ? 'Let somebody publish it; "own" is what the application publishes.'
          : 'Name one that they publish.'
      return [{ path: `${path}.${key}`, message: `${noneOf('stream', name, known)} ${remedy}` }]
    }),
  )
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

/** A session without an id has no people, and the service does nothing with it. */
const somewhere: Check = (scenario) => {
  const { sessionId, room = [], session } = scenario.given ?? {}
  const used =
    room.length > 0 ||
    session !== undefined ||
    actionsOf(scenario).some(({ action }) => 'participant' in action || 'session' in action)
  if (sessionId !== '' || !used) return []
  return [
    {
      path: 'given.sessionId',
      message: 'Nobody can be in a session without an id. Leave out the people, or say an id.',
    },
  ]
}

/** Whether everybody and everything that is spoken of is there at some time, and may do what is said of them. */
export const peopleChecks: readonly Check[] = [
  namesakes,
  publishersAllowed,
  participants,
  permitted,
  streams,
  overLimit,
  somewhere,
]
