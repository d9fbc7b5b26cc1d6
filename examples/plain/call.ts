import OT from '@vonage/client-sdk-video'

export interface Invitation {
  readonly apiKey: string
  readonly sessionId: string
  readonly token: string
}

interface CallError {
  readonly name?: string
  readonly code?: number | string
}

const byName: Readonly<Record<string, string>> = {
  OT_USER_MEDIA_ACCESS_DENIED: 'Let this page use your camera, then join again.',
  OT_HARDWARE_UNAVAILABLE: 'Another program uses your camera.',
  OT_NO_DEVICES_FOUND: 'No camera was found.',
}
const byCode: Readonly<Record<string, string>> = {
  1004: 'Your invitation is not valid any more.',
  1005: 'This room does not exist.',
  1006: 'The call cannot be reached. Check your network.',
  1500: 'You may watch, and not be seen.',
}

const wordsFor = ({ name = '', code = '' }: CallError): string =>
  byName[name] ?? byCode[code] ?? `The call has a problem (${name || code}).`

const endings: Readonly<Record<string, string>> = {
  networkDisconnected: 'You were disconnected.',
  forceDisconnected: 'A moderator ended your call.',
}

/** Joins a call in a part of the page, and says there what becomes of it. */
export function openCall(place: HTMLElement, { apiKey, sessionId, token }: Invitation): void {
  place.innerHTML = '<p role="status">Joining</p><div class="others"></div><div class="me"></div>'
  const [status, others, me] = place.children
  if (!(others instanceof HTMLElement) || !(me instanceof HTMLElement) || status === undefined) return
  const say = (words: string): void => {
    status.textContent = words
  }
  let hasFailed = false
  const complain = (error?: CallError): void => {
    if (!error) return
    hasFailed = true
    say(wordsFor(error))
  }
  const session = OT.initSession(apiKey, sessionId)
  session.on('streamCreated', ({ stream }) => {
    session.subscribe(stream, others, { insertMode: 'append' }, complain)
  })
  session.on('sessionReconnecting', () => say('The network is gone. Trying again.'))
  session.on('sessionReconnected', () => say('In the call'))
  session.on('sessionDisconnected', ({ reason }) => say(endings[reason] ?? 'The call has ended.'))
  const publisher = OT.initPublisher(me, { insertMode: 'append' }, complain)
  publisher.on('muteForced', () => say('A moderator muted you.'))
  session.connect(token, (error) => {
    if (error) return complain(error)
    if (hasFailed) return
    say('In the call')
    session.publish(publisher, complain)
  })
}
