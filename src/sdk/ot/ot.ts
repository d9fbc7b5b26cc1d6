import { sdkTitleOf, titleOf } from '../../contract/exception-titles.ts'
import { noteCallsOf, noted } from '../base/calls.ts'
import type { ExceptionDetails } from '../base/client.ts'
import { Connection } from '../base/connection.ts'
import { SdkEvent } from '../base/events.ts'
import { exceptionEvent } from '../base/fail.ts'
import { answering, throwing } from '../base/gate.ts'
import { Listeners } from '../base/listeners.ts'
import { ObjectList } from '../base/object-list.ts'
import { OTError } from '../base/ot-error.ts'
import { ownListening, ownMethods } from '../base/own-methods.ts'
import { type Callable, withPromise } from '../base/promises.ts'
import { Stream } from '../base/stream.ts'
import { AudioOutput } from '../devices/audio-output.ts'
import { audioOutputDevices, getDevices } from '../devices/device-lists.ts'
import { ScreenSharing } from '../devices/screen-sharing.ts'
import { getUserMedia } from '../devices/user-media.ts'
import { filtersTried } from '../media/track-processor.ts'
import { initPublisher, initPublisherLater } from '../publisher/init-publisher.ts'
import { Publisher } from '../publisher/publisher.ts'
import { sessionOptions } from '../session/options.ts'
import { Session } from '../session/session.ts'
import { Subscriber } from '../subscriber/subscriber.ts'
import { unblockAudio } from '../subscriber/unblock.ts'
import { declared, declaredClass, declaredEmpty, declaredMedia, declaredSession } from '../surface/declared.ts'
import type { AudioOutputDevice, Device, ScreenSharingCapabilityResponse, SupportedCodecs } from '../surface/device.ts'
import type * as surface from '../surface/ot.ts'
import type * as surfaceSession from '../surface/session.ts'
import { exceptionCodes, videoOrientation } from './exception-codes.ts'
import { type OTClient, sessionFor } from './init-session.ts'
import { handleJsException } from './js-exception.ts'
import { Log, logLevels } from './log-levels.ts'
import { otProperties, version } from './properties.ts'
import { ProxyUrl } from './proxy-url.ts'
import { reportIssue } from './report-issue.ts'
import { canEncrypt, canProcessMedia, supportedCodecs, systemRequirements } from './system.ts'
import { Unloading } from './unload.ts'

type WriteLog = surface.OT['log']

/** The object that the SDK is: `OT`. Each method sorts its arguments and hands on. */
export class OpenTok extends Listeners implements surface.OT {
  static {
    noteCallsOf(OpenTok, 'OT')
  }

  readonly initPublisher: Callable<readonly unknown[], Publisher, Publisher>
  readonly hasMediaProcessorSupport: Callable<readonly unknown[], boolean, boolean>
  readonly sessions: surface.ObjectCollection<surfaceSession.Session>
  readonly publishers: ObjectList<Publisher>
  readonly subscribers: ObjectList<Subscriber>
  readonly error: WriteLog
  readonly warn: WriteLog
  readonly info: WriteLog
  readonly log: WriteLog
  readonly debug: WriteLog
  readonly HAS_REQUIREMENTS = 1
  readonly NOT_HAS_REQUIREMENTS = 0
  readonly NONE: 0 = logLevels.NONE
  readonly ERROR: 1 = logLevels.ERROR
  readonly WARN: 2 = logLevels.WARN
  readonly INFO: 3 = logLevels.INFO
  readonly LOG: 4 = logLevels.LOG
  readonly DEBUG: 5 = logLevels.DEBUG
  readonly SPAM: 6 = logLevels.SPAM
  readonly ExceptionCodes: Readonly<Record<string, number>> = exceptionCodes
  readonly VideoOrientation: Readonly<Record<string, number>> = videoOrientation
  readonly properties: Readonly<Record<string, unknown>> = otProperties()
  readonly version: string = version
  /** Undocumented: the class of the SDK's own errors, and of its events. */
  readonly Error: typeof OTError = OTError
  readonly Event: typeof SdkEvent = SdkEvent
  readonly Session: surface.ClassOf<surfaceSession.Session> = declaredClass(Session)
  readonly Publisher: surface.ClassOf<Publisher> = declaredClass(Publisher)
  readonly Subscriber: surface.ClassOf<Subscriber> = declaredClass(Subscriber)
  readonly Stream: surface.ClassOf<Stream> = declaredClass(Stream)
  readonly Connection: surface.ClassOf<Connection> = declaredClass(Connection)
  readonly #client: OTClient
  readonly #writes: Log = new Log()
  #proxyUrl: ProxyUrl
  #output: AudioOutput
  #screens: ScreenSharing
  #apiKey = ''
  #unloading: Unloading

  constructor(client: OTClient) {
    super(client, 'OT')
    const { registry } = client
    this.#client = client
    this.#unloading = new Unloading(client)
    this.#proxyUrl = new ProxyUrl(client)
    this.#output = new AudioOutput(client)
    this.#screens = new ScreenSharing(client)
    this.sessions = new ObjectList(() => [...registry.sessions.values()].map(declaredSession))
    this.publishers = new ObjectList(() => registry.publishers)
    this.subscribers = new ObjectList(() => registry.subscribers)
    this.error = this.#writes.writer('error')
    this.warn = this.#writes.writer('warn')
    this.info = this.#writes.writer('info')
    this.log = this.#writes.writer('log')
    this.debug = this.#writes.writer('debug')
    this.initPublisher = noted(
      client,
      'OT.initPublisher',
      withPromise(
        (...args: readonly unknown[]) => declared(initPublisher(client, args)),
        (...args: readonly unknown[]) => initPublisherLater(client, args),
      ),
    )
    this.hasMediaProcessorSupport = withPromise(
      () => canProcessMedia(client),
      () => this.#answering(() => filtersTried(client).then(() => canProcessMedia(client))),
    )
    ownListening(this)
    ownMethods(this)
  }

  get APIKEY(): string {
    return this.#apiKey
  }

  /**
   * Makes a session, or gives the one that was made for the same id before; its first API key stays (recorded:
   * `initSession/same-id-different-apiKey`).
   */
  initSession(...args: readonly unknown[]): surfaceSession.Session {
    const { sessions } = this.#client.registry
    const options = this.#throwing(() => sessionOptions(this.#client, args, (id) => sessions.has(id)))
    this.#apiKey ||= typeof options.apiKey === 'string' ? options.apiKey : ''
    return declaredSession(sessionFor(this.#client, options))
  }

  checkSystemRequirements(): number {
    return systemRequirements(this.#client)
  }

  upgradeSystemRequirements(): void {
    this.#client.view.showRequirements()
  }

  checkScreenSharingCapability(completion?: unknown): Promise<ScreenSharingCapabilityResponse> {
    return this.#answering(() => this.#screens.check(completion))
  }

  registerScreenSharingExtension(kind?: unknown, id?: unknown, version?: unknown): void {
    this.#throwing(() => this.#screens.register(kind, id, version))
  }

  getDevices(completion?: unknown): Promise<Device[]> {
    return getDevices({ client: this.#client, facade: this, completion })
  }

  getAudioOutputDevices(): Promise<AudioOutputDevice[]> {
    return audioOutputDevices(this.#client)
  }

  getActiveAudioOutputDevice(): Promise<AudioOutputDevice> {
    return this.#answering(() => this.#output.active())
  }

  setAudioOutputDevice(deviceId?: unknown): Promise<void> {
    return this.#answering(() => this.#output.choose(deviceId))
  }

  getUserMedia(properties?: unknown): Promise<MediaStream> {
    return this.#answering(async () => declaredMedia(await getUserMedia(this.#client, properties)))
  }

  getSupportedCodecs(): Promise<SupportedCodecs> {
    return this.#answering(() => supportedCodecs(this.#client))
  }

  /** An undocumented argument may be left out; null is refused (recorded: `live/OT.hasEndToEndEncryptionSupport/null`). */
  hasEndToEndEncryptionSupport(settings: unknown = {}): boolean {
    if (settings === null) throw new TypeError('null is no object.')
    return canEncrypt(this.#client)
  }

  reportIssue(completion?: unknown): Promise<string> {
    return reportIssue({ client: this.#client, facade: this, completion })
  }

  setProxyUrl(url?: unknown): void {
    this.#proxyUrl.set(url)
  }

  setLogLevel(level?: unknown): number {
    return this.#writes.setLevel(level)
  }

  unblockAudio(): Promise<undefined> {
    return declaredEmpty(this.#answering(() => unblockAudio(this.#client)))
  }

  getErrorTitleByCode(code?: unknown): string | undefined {
    // A code that is written as a text has its title too (recorded: `live/OT.getErrorTitleByCode/string`).
    if (typeof code !== 'number' && typeof code !== 'string') return undefined
    return this.#client.dialect === 'sdk' ? sdkTitleOf(Number(code)) : titleOf(Number(code))
  }

  /** Undocumented: calls a handler when the SDK is there, which it is (recorded: `live/OT.onLoad/function`). */
  onLoad(handler: () => void): void {
    handler()
  }

  /** Undocumented: calls a handler when the page is left, at once where it was (read). */
  onUnload(handler: () => void): void {
    this.#unloading.add(handler)
  }

  /** Undocumented: whether the page has come to its end. */
  isUnloaded(): boolean {
    return this.#unloading.isOver
  }

  handleJsException(exception?: unknown): void {
    this.#throwing(() => handleJsException(this.#client, exception))
  }

  /** As new: no listeners, no proxy, no speaker chosen, no report that waits. */
  _reset(): void {
    this.off()
    this.#apiKey = ''
    this.#client.extensions.clear()
    this.#client.reports.reset()
    this.#makeParts()
  }

  #answering<T>(work: () => T | PromiseLike<T>): Promise<T> {
    return answering({ client: this.#client, facade: this }, work)
  }

  #throwing<T>(work: () => T): T {
    return throwing({ client: this.#client, facade: this }, work)
  }

  #makeParts(): void {
    this.#unloading = new Unloading(this.#client)
    this.#proxyUrl = new ProxyUrl(this.#client)
    this.#output = new AudioOutput(this.#client)
  }

  /** The page is left. */
  _unload(): void {
    this.#unloading.begin()
  }

  _dispatchException(details: ExceptionDetails): boolean {
    const isHeard = this.listenerCount('exception') > 0
    this.dispatchEvent(exceptionEvent(details))
    return isHeard
  }
}
