import {
  allSteps,
  type CallStep,
  isCallStep,
  isJsonObject,
  type Json,
  type RecordedCase,
  type Step,
} from './recorded-case.ts'

const shortestName = 2

/** Where a step of the service names people, streams and archives. */
const stepKeys = ['id', 'connection', 'from', 'stream'] as const

/**
 * Collects the names in a case that the product must not care about: ids of sessions, connections, streams and archives, API keys,
 * tokens, and the names of publishers.
 */
export function collectNames(recorded: RecordedCase): readonly string[] {
  const { session, server, token, publisher, subscriber } = recorded.given
  const found: (Json | undefined)[] = [token, subscriber?.stream, ...namesIn(publisher?.properties)]
  if (isJsonObject(session)) found.push(session.apiKey, session.sessionId)
  found.push(...idsIn(server?.remote), ...idsIn(server?.archives))
  for (const step of allSteps(recorded)) found.push(...namesOfStep(step))
  const names = found.filter((name): name is string => typeof name === 'string' && name.length >= shortestName)
  return [...new Set(names)].filter((name) => /[A-Za-z0-9]/.test(name))
}

function namesOfStep(step: Step): readonly (Json | undefined)[] {
  if (isCallStep(step)) return namesOfCall(step)
  if ('server' in step) return stepKeys.map((key) => step[key])
  return []
}

function namesOfCall({ call, args = [] }: CallStep): readonly (Json | undefined)[] {
  const tokens = args.flatMap(tokensIn)
  if (call === 'OT.initSession') return [...args.slice(0, 2), ...tokens]
  if (call.endsWith('.connect') || call.endsWith('.connect.promise')) {
    return [...args.filter((arg) => typeof arg === 'string' && arg.startsWith('T1==')), ...tokens]
  }
  return call.startsWith('OT.initPublisher') ? [...args.flatMap(namesIn), ...tokens] : tokens
}

/** Values of `id` anywhere in a value. */
function idsIn(value: Json | undefined): readonly (Json | undefined)[] {
  if (Array.isArray(value)) return value.flatMap(idsIn)
  return isJsonObject(value) ? [value.id, ...Object.values(value).flatMap(idsIn)] : []
}

/** The ids in `$stream` and `$connection` tokens anywhere in a value. */
function tokensIn(value: Json | undefined): readonly (Json | undefined)[] {
  if (Array.isArray(value)) return value.flatMap(tokensIn)
  if (!isJsonObject(value)) return []
  return [value.$stream, value.$connection, ...Object.values(value).flatMap(tokensIn)]
}

/** A publisher's name in its properties. */
const namesIn = (properties: Json | undefined): readonly (Json | undefined)[] =>
  isJsonObject(properties) ? [properties.name] : []
