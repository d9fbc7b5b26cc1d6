import type OTModule from '@vonage/client-sdk-video'

/** What the page needs of the SDK. */
type OT = Pick<typeof OTModule, 'initSession' | 'initPublisher'>

const element = (tag: string, id: string, text = ''): HTMLElement =>
  Object.assign(document.createElement(tag), { id, textContent: text })

/** A plain page: it joins a room, shows who is there with a button to send each away, and whether the call is recorded. */
export async function openPage(OT: OT, origin: string, room: string): Promise<void> {
  const people = element('ul', 'people')
  const state = element('p', 'state', 'Joining ...')
  const recorded = element('p', 'recorded', 'Not recorded')
  const record = element('button', 'record', 'Record')
  document.body.replaceChildren(state, recorded, record, people)

  const ask = (method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${origin}/rooms/${room}/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })

  record.onclick = () => void ask('POST', 'recording')
  const credentials = await (await ask('POST', 'join', { name: 'Me' })).json()
  const session = OT.initSession(credentials.applicationId, credentials.sessionId)

  session.on('connectionCreated', ({ connection }) => {
    if (connection.connectionId === session.connection?.connectionId) return
    const person = element('li', `person-${connection.connectionId}`, connection.data)
    const away = element('button', `away-${connection.connectionId}`, 'Send away')
    away.onclick = () => void ask('DELETE', `people/${connection.connectionId}`)
    person.append(away)
    people.append(person)
  })
  session.on('connectionDestroyed', ({ connection }) => {
    document.getElementById(`person-${connection.connectionId}`)?.remove()
  })
  session.on('archiveStarted', () => {
    recorded.textContent = 'Recorded'
  })
  session.on('archiveStopped', () => {
    recorded.textContent = 'Not recorded'
  })
  session.on('sessionDisconnected', ({ reason }) => {
    state.textContent = reason === 'forceDisconnected' ? 'You were sent away.' : 'The call is over.'
  })
  session.connect(credentials.token, (error) => {
    state.textContent = error ? `No call: ${error.message}` : 'In the call'
  })
}
