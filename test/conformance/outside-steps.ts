import { inSession } from './arguments.ts'
import { configureMedia, configureServer, readDevices } from './configure.ts'
import { NotSupported } from './not-supported.ts'
import { readReply, readSocket } from './read-service.ts'
import { count, flag, oneOf, record, text } from './read-value.ts'
import { isJsonObject, type Json, type JsonObject, type OutsideStep } from './recorded-case.ts'
import type { ElementEvent, Rig, Side } from './rig.ts'
import type { World } from './world.ts'

type ServerOperation = (rig: Rig, step: OutsideStep) => void
type OutsideAction = (world: World, step: OutsideStep) => void

const numberOrNull = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null)

const serverOperations: Readonly<Record<string, ServerOperation>> = {
  remoteJoin: ({ service }, { id }) => service.remoteJoin(text(id, 'remoteJoin.id')),
  remoteLeave: ({ service }, { id, reason }) =>
    service.remoteLeave(text(id, 'remoteLeave.id'), text(reason, 'remoteLeave.reason')),
  remotePublish: ({ service }, { id, connection }) =>
    service.remotePublish(text(id, 'remotePublish.id'), text(connection, 'remotePublish.connection')),
  remoteUnpublish: ({ service }, { id, reason }) =>
    service.remoteUnpublish(text(id, 'remoteUnpublish.id'), text(reason, 'remoteUnpublish.reason')),
  remoteSubscribe: ({ service }, { connection }) =>
    service.remoteSubscribe(text(connection, 'remoteSubscribe.connection')),
  remoteUnsubscribe: ({ service }, { connection }) =>
    service.remoteUnsubscribe(text(connection, 'remoteUnsubscribe.connection')),
  streamChannel: ({ service }, { id, channel, content }) =>
    service.streamChannel(
      text(id, 'streamChannel.id'),
      text(channel, 'streamChannel.channel'),
      record(content, 'streamChannel.content'),
    ),
  kick: ({ service }, { reason, close }) => service.kick(text(reason, 'kick.reason'), numberOrNull(close)),
  unpublishOwn: ({ service }, { reason }) => service.unpublishOwn(text(reason, 'unpublishOwn.reason')),
  muteSession: ({ service }, { active }) => service.muteSession(flag(active, 'muteSession.active')),
  muteOwnStream: ({ service }, { active }) => service.muteOwnStream(flag(active, 'muteOwnStream.active')),
  streamArchiving: ({ service }, { active }) => service.streamArchiving(flag(active, 'streamArchiving.active')),
  archive: ({ service }, { id, name }) => service.archive(text(id, 'archive.id'), text(name, 'archive.name')),
  archiveUpdate: ({ service }, { id, status }) =>
    service.archiveUpdate(text(id, 'archiveUpdate.id'), text(status, 'archiveUpdate.status')),
  signal: ({ service }, { from, type, data }) =>
    service.signal(text(from, 'signal.from'), typeof type === 'string' ? type : null, data),
  caption: ({ service }, { stream, from }) =>
    service.caption(text(stream, 'caption.stream'), text(from, 'caption.from')),
  captionOwn: ({ service }) => service.captionOwn(),
  disableVideo: ({ service }, { stream, active }) =>
    service.disableVideo(text(stream, 'disableVideo.stream'), flag(active, 'disableVideo.active')),
  warnOfVideo: ({ service }, { stream, active }) =>
    service.warnOfVideo(text(stream, 'warnOfVideo.stream'), flag(active, 'warnOfVideo.active')),
  drop: ({ service }, { code, clean }) => service.drop(numberOrNull(code), clean === true),
  mode: ({ service }, { mode }) => service.mode(readSocket(mode, 'mode.mode')),
  silent: ({ service }, { on }) => service.silent(flag(on, 'silent.on')),
  reply: ({ service }, step) => service.reply(text(step.to, 'reply.to'), readReply(step.with, 'reply.with')),
  generateOffer: ({ service }) => service.generateOffer(),
  notification: ({ service }, { reason }) => service.notification(text(reason, 'notification.reason')),
  cfg: (rig, { set }) => configureServer(rig, record(set, 'cfg.set')),
}

const actions: Readonly<Record<string, OutsideAction>> = {
  server: (world, step) => {
    const op = text(step.server, 'server')
    const operation = serverOperations[op]
    if (operation === undefined) throw new NotSupported(`the server step ${op}`)
    world.log.add({ mark: 'server', op })
    operation(world.rig, step)
  },
  ice: (world, step) => {
    const state = text(step.ice, 'ice')
    world.log.add({ mark: 'ice', state })
    world.rig.browser.ice(state, sideOf(step, 'subscriber'))
  },
  videoElement: (world, step) => {
    const details = record(step.videoElement, 'videoElement')
    const event = readElementEvent(details)
    world.log.add({ mark: 'videoElement', what: event.what === 'error' ? `error-${event.code}` : event.what })
    world.rig.browser.elementEvent(event, sideOf(details, 'subscriber'))
  },
  track: (world, step) => {
    const event = oneOf(['ended', 'mute'], step.track, 'track')
    const kind = oneOf(['video', 'audio', 'all'], step.kind, 'track.kind')
    world.log.add({ mark: 'track', what: `${kind}-${event}` })
    world.rig.browser.track(event, kind, sideOf(step, 'publisher'))
  },
  decryption: (world, step) => {
    const outcome = text(step.decryption, 'decryption')
    world.log.add({ mark: 'decryption', what: outcome })
    world.rig.browser.decryption(outcome)
  },
  peerClosed: (world, step) => {
    world.log.add({ mark: 'peerClosed' })
    world.rig.browser.peerClosed(sideOf(step, 'subscriber'))
  },
  page: (world, step) => {
    const type = text(step.page, 'page')
    world.log.add({ mark: 'page', what: type })
    world.rig.browser.pageEvent(type)
  },
  peerConnection: ({ rig }, { peerConnection }) => configureMedia(rig, { peerConnection: peerConnection ?? null }),
  media: ({ rig }, { media }) => configureMedia(rig, record(media, 'media')),
  devices: ({ rig }, { devices }) => rig.browser.devices(readDevices(devices)),
  takeOut,
  js: (world, step) => keepStream(world, text(step.js, 'js')),
}

/**
 * Does what a step says of the service or the browser.
 *
 * @throws NotSupported for a step that the vocabulary or the rig does not have
 */
export function doOutside(world: World, step: OutsideStep): void {
  const key = Object.keys(actions).find((name) => name in step)
  const action = key === undefined ? undefined : actions[key]
  if (action === undefined) throw new NotSupported(`the step ${JSON.stringify(step)}`)
  action(world, step)
}

/** Whether the recorder waited after such a step although it does not say how long. */
export const settlesByDefault = (step: OutsideStep): boolean =>
  ['server', 'ice', 'videoElement', 'track', 'decryption', 'peerClosed', 'page', 'takeOut'].some((key) => key in step)

const sideOf = (details: JsonObject, otherwise: Side): Side =>
  details.of === undefined ? otherwise : oneOf(['publisher', 'subscriber'], details.of, 'of')

function readElementEvent(details: JsonObject): ElementEvent {
  if (details.error !== undefined) return { what: 'error', code: count(details.error, 'videoElement.error') }
  if (details.ended === true) return { what: 'ended' }
  if (details.pause === true) return { what: 'pause' }
  const { play, evenMuted } = details
  if (play === undefined) throw new NotSupported(`the step videoElement ${JSON.stringify(details)}`)
  return { what: 'play', rejects: typeof play === 'string' ? play : null, evenMuted: evenMuted === true }
}

/** The application takes the element of a publisher or subscriber out of the page itself, or the parts of the element. */
function takeOut(world: World, step: OutsideStep): void {
  const name = text(step.takeOut, 'takeOut')
  world.log.add({ mark: 'takeOut', what: name })
  const element: unknown = Reflect.get(Object(world.names.get(name)), 'element')
  if (typeof element !== 'object' || element === null) throw new NotSupported(`${name} has no element`)
  const method = step.parts === true ? 'replaceChildren' : 'remove'
  const remove: unknown = Reflect.get(element, method)
  if (typeof remove !== 'function') throw new NotSupported(`elements without ${method}()`)
  remove.call(element)
}

/** The one deed that the recordings write as harness code: keeping a stream of the session under a name. */
function keepStream(world: World, code: string): void {
  const match = /reg\.(\w+) = [\w.]*session\.streams\.find\(x => x\.id === '([^']+)'\)/.exec(code)
  const [, name, id] = match ?? []
  if (name === undefined || id === undefined) throw new NotSupported(`the harness code ${code}`)
  world.names.bind(name, inSession(world, 'streams', id))
}

/** Whether a JSON value is a step of this kind. */
export const isOutsideStep = (step: Json | undefined): step is OutsideStep => isJsonObject(step)
