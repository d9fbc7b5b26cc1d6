import { NotSupported } from './not-supported.ts'
import { readAnswers, readArchives, readRemote, readReply, readSocket } from './read-service.ts'
import { count, flag, list, oneOf, oneOrMore, record, rejection, text } from './read-value.ts'
import { type Given, isJsonObject, type Json, type JsonObject } from './recorded-case.ts'
import type { Device, DisplayMedia, PublishMode, Rig, UserMedia } from './rig.ts'

type Setting = (rig: Rig, value: Json | undefined) => void

const publishModes: readonly PublishMode[] = [
  'never',
  'jsep',
  'jsepAfterCreated',
  'jsepNoAnswer',
  'jsepNoCreated',
  'jsepBadAnswer',
  'jsepEmptyAnswer',
  'jsepNoCandidates',
]
const roles = ['none', 'subscriber', 'publisher', 'publisheronly', 'moderator'] as const

const serverSettings: Readonly<Record<string, Setting>> = {
  role: ({ service }, value) => service.role(oneOf(roles, value, 'given.server.role')),
  remote: ({ service }, value) => service.remote(readRemote(value)),
  archives: ({ service }, value) => service.archives(readArchives(value)),
  reconnection: ({ service }, value) => service.reconnection(flag(value, 'given.server.reconnection')),
  p2p: ({ service }, value) => service.p2p(flag(value, 'given.server.p2p')),
  muteOnEntry: ({ service }, value) => service.muteOnEntry(flag(value, 'given.server.muteOnEntry')),
  publish: ({ service }, value) =>
    service.publish(value === null ? 'announced' : oneOf(publishModes, value, 'given.server.publish')),
  subscribe: ({ service }, value) =>
    service.subscribe(oneOf(['never', 'jsep', 'badOffer', 'noCandidates'], value, 'given.server.subscribe')),
  createdDelayMs: ({ service }, value) => service.createdDelay(count(value, 'given.server.createdDelayMs')),
  answerOnce: ({ service }, value) => service.answerOnce(flag(value, 'given.server.answerOnce')),
  media: ({ service }, value) => service.media(oneOf(['audio', 'video'], value, 'given.server.media')),
  sessions: ({ service }, value) => service.sessions(flag(value, 'given.server.sessions')),
  sourceStreamId: ({ service }, value) => service.sourceStreamId(text(value, 'given.server.sourceStreamId')),
  socket: ({ service }, value) => service.socket(oneOrMore(value).map((one) => readSocket(one, 'given.server.socket'))),
  replies: ({ service }, value) => {
    for (const [request, replies] of Object.entries(record(value, 'given.server.replies'))) {
      const where = `given.server.replies["${request}"]`
      service.replies(
        request,
        oneOrMore(replies).map((one) => readReply(one, where)),
      )
    }
  },
}

const httpSettings: Readonly<Record<string, Setting>> = {
  sessionInfo: ({ http }, value) => http.sessionInfo(readAnswers(value, 'given.http.sessionInfo')),
  sessionInfoFields: ({ http }, value) => http.sessionInfoFields(record(value, 'given.http.sessionInfoFields')),
  sessionProperties: ({ http }, value) => http.sessionProperties(record(value, 'given.http.sessionProperties')),
  config: ({ http }, value) => http.config(readAnswers(value, 'given.http.config')),
  logging: ({ http }, value) => http.logging(readAnswers(value, 'given.http.logging')),
}

const mediaSettings: Readonly<Record<string, Setting>> = {
  getUserMedia: ({ browser }, value) => browser.getUserMedia(readUserMedia(value)),
  getDisplayMedia: ({ browser }, value) => browser.getDisplayMedia(readDisplayMedia(value)),
  devices: ({ browser }, value) => browser.devices(readDevices(value)),
  enumerateReject: ({ browser }, value) => browser.enumerateReject(text(value, 'media.enumerateReject')),
  peerConnection: ({ browser }, value) =>
    browser.peerConnection(
      isJsonObject(value) || value === null ? value : oneOf(['missing', 'throws'], value, 'media.peerConnection'),
    ),
  videoElement: ({ browser }, value) => browser.videoElement(record(value, 'media.videoElement')),
  replaceTrack: ({ browser }, value) =>
    browser.replaceTrack(isJsonObject(value) ? value : oneOf(['missing'], value, 'media.replaceTrack')),
  setSinkId: ({ browser }, value) =>
    browser.setSinkId(isJsonObject(value) ? value : oneOf(['missing'], value, 'media.setSinkId')),
  screenExtension: ({ browser }, value) =>
    browser.screenExtension(oneOf(['not-installed'], value, 'media.screenExtension')),
  encodedStreams: ({ browser }, value) => browser.encodedStreams(oneOf(['missing'], value, 'media.encodedStreams')),
  codecCapabilities: ({ browser }, value) =>
    browser.codecCapabilities(oneOf(['missing'], value, 'media.codecCapabilities')),
  devicechange: ({ browser }, value) => {
    if (flag(value, 'media.devicechange')) browser.deviceChange()
  },
}

/** Brings about everything that `given` says of the service, of HTTP and of the browser, before the SDK is looked at. */
export function configure(rig: Rig, given: Given): void {
  if (given.partner !== undefined) rig.service.partner(given.partner)
  if (given.offline === true) rig.browser.offline()
  if (given.page !== undefined) rig.browser.page(readPage(given.page))
  applySettings(rig, mediaSettings, given.media, 'given.media')
  applySettings(rig, httpSettings, given.http, 'given.http')
  configureServer(rig, given.server)
}

const readPage = ({ userAgent, secure }: JsonObject): Parameters<Rig['browser']['page']>[0] => ({
  ...(userAgent === undefined ? {} : { userAgent: text(userAgent, 'given.page.userAgent') }),
  ...(secure === undefined ? {} : { secure: flag(secure, 'given.page.secure') }),
})

/** Applies settings of `given.server`, at the start or by the server step `cfg`. */
export const configureServer = (rig: Rig, server: JsonObject | undefined): void =>
  applySettings(rig, serverSettings, server, 'given.server')

/** Applies settings of `given.media`, at the start or by a `media` step (whose `devicechange` comes last). */
export const configureMedia = (rig: Rig, media: JsonObject): void =>
  applySettings(rig, mediaSettings, media, 'given.media')

function applySettings(
  rig: Rig,
  settings: Readonly<Record<string, Setting>>,
  values: JsonObject | undefined,
  where: string,
): void {
  for (const [key, value] of Object.entries(values ?? {})) {
    const apply = settings[key]
    if (apply === undefined) throw new NotSupported(`${where}.${key}`)
    apply(rig, value)
  }
}

/** The devices of `given.media.devices` or of a step. */
export const readDevices = (value: Json | undefined): readonly Device[] =>
  list(value, 'media.devices').map((one) => {
    const { kind, label, deviceId } = record(one, 'media.devices')
    return {
      kind: text(kind, 'media.devices.kind'),
      ...(typeof label === 'string' ? { label } : {}),
      ...(typeof deviceId === 'string' ? { deviceId } : {}),
    }
  })

const readUserMedia = (value: Json | undefined): UserMedia =>
  isJsonObject(value)
    ? rejection(value, 'media.getUserMedia')
    : oneOf(['pending', 'slow', 'slowReject', 'missing', 'anyDevice'], value, 'media.getUserMedia')

const readDisplayMedia = (value: Json | undefined): DisplayMedia =>
  isJsonObject(value)
    ? rejection(value, 'media.getDisplayMedia')
    : oneOf(['canvas', 'missing', 'pending'], value, 'media.getDisplayMedia')
