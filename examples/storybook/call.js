import OT from '@vonage/client-sdk-video'

const byCode = { 1004: 'Your invitation is not valid any more.', 1006: 'The call cannot be reached.' }

/** A call in an element of its own. */
export function callElement({ apiKey, sessionId, token }) {
  const place = document.createElement('main')
  place.innerHTML = '<p role="status">Joining</p>'
  const status = place.querySelector('p')
  const session = OT.initSession(apiKey, sessionId)
  session.on('sessionReconnecting', () => {
    status.textContent = 'The network is gone. Trying again.'
  })
  session.connect(token, (error) => {
    status.textContent = error ? (byCode[error.code] ?? error.message) : 'In the call'
  })
  return place
}
