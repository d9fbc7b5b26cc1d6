const status = document.querySelector('[role=status]')
const say = (words) => {
  status.textContent = words
}
const byCode = { 1004: 'Your invitation is not valid any more.', 1006: 'The call cannot be reached.' }
const complain = (error) => {
  if (error) say(byCode[error.code] ?? `The call has a problem (${error.name}).`)
}

// In a real application the server gives the invitation.
const { apiKey, sessionId, token } = window.invitation
const session = OT.initSession(apiKey, sessionId)
session.on('streamCreated', ({ stream }) => {
  session.subscribe(stream, 'others', { insertMode: 'append' }, complain)
})
session.on('sessionReconnecting', () => say('The network is gone. Trying again.'))
session.on('sessionReconnected', () => say('In the call'))
session.on('signal:chat', ({ data }) => say(data))
const publisher = OT.initPublisher('me', { insertMode: 'append' }, complain)
session.connect(token, (error) => {
  if (error) return complain(error)
  say('In the call')
  session.publish(publisher, complain)
})
