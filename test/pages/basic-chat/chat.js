// The chat with which the SDK's tutorials begin, in plain JavaScript: everybody who is there, and oneself.
const whole = { insertMode: 'append', width: '100%', height: '100%' }

function complain(error) {
  if (error) alert(error.message)
}

const session = OT.initSession(apiKey, sessionId)

session.on('streamCreated', ({ stream }) => {
  session.subscribe(stream, 'others', whole, complain)
})

session.on('sessionDisconnected', ({ reason }) => {
  console.log('The session has ended:', reason)
})

const publisher = OT.initPublisher('me', { ...whole, name: 'Me' }, complain)

session.connect(token, (error) => {
  if (error) complain(error)
  else session.publish(publisher, complain)
})
