import { readFileSync } from 'node:fs'
import * as ours from '../../src/index.ts'
import { createSimulator } from '../../src/simulator.ts'
import { membersDeclared } from './declared-members.ts'

/** Declared, and not there in the real module either. */
export const forTheCompilerAlone = { OTEventEmitter: true, SessionOTEventEmitter: true } as const

const declaration = new URL('../../node_modules/@vonage/client-sdk-video/dist/js/opentok.d.ts', import.meta.url)

/** The objects of a call, one of each class, by the names of their classes. */
export async function objectsOfACall(): Promise<Readonly<Record<string, object>>> {
  const simulator = createSimulator({ credentials: 'any' })
  const session = simulator.OT.initSession('46000000', 'S')
  await session.connect.promise('T1==token')
  const publisher = simulator.OT.initPublisher()
  await session.publish.promise(publisher)
  simulator.room('S').join({ name: 'Alice' }).publish({ name: 'Alice' })
  await simulator.settled()
  const stream = session.streams.find({ name: 'Alice' })
  const subscriber = await session.subscribe.promise(stream)
  return {
    Session: session,
    Publisher: publisher,
    Subscriber: subscriber,
    Stream: Object(stream),
    Connection: Object(session.connection),
  }
}

/** What the real declaration promises at run time, and what of it ours lacks; by paths such as `Session.publish.promise`. */
export interface Surface {
  readonly declared: readonly string[]
  readonly missing: readonly string[]
}

const lacks = (object: object, path: readonly string[]): boolean => {
  const [member = '', ...rest] = path
  return !(member in object) || (rest.length > 0 && lacks(Object(Reflect.get(object, member)), rest))
}

/** Holds the members of the module and of a call's objects against the real declaration. */
export async function surface(): Promise<Surface> {
  const { module, classes, promises } = membersDeclared(readFileSync(declaration, 'utf8'))
  const objects: Readonly<Record<string, object>> = { OT: ours.default, ...(await objectsOfACall()) }
  const members = Object.entries(classes).flatMap(([name, own]) => own.map((member) => [name, member] as const))
  const twins = promises.map(([owner, method]) => [owner, method, 'promise'] as const)
  const paths = [
    ...module.filter((name) => !Object.hasOwn(forTheCompilerAlone, name)).map((name) => ['OT', name] as const),
    ...members,
    ...twins,
  ].filter(([owner]) => owner in objects)
  const missing = paths.filter(([owner, ...rest]) => lacks(objects[owner] ?? {}, rest))
  return { declared: paths.map((path) => path.join('.')), missing: missing.map((path) => path.join('.')) }
}
