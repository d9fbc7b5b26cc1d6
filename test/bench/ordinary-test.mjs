// A test as an application has it, over a simulator or a mock by hand. It runs in Node and in pages.

/** One client joins, sees another, is seen, may not moderate; then everything is as before. */
export async function ordinaryTest(simulator) {
  const { OT } = simulator
  simulator.room().join({ name: 'Bob' }).publish()
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = OT.initSession(apiKey, sessionId)
  let subscribed = 0
  session.on('streamCreated', ({ stream }) => {
    session.subscribe(stream, undefined, {}, (error) => {
      if (!error) subscribed++
    })
  })
  session.connect(token, () => {})
  await simulator.settled()
  session.publish(
    OT.initPublisher(undefined, {}, () => {}),
    () => {},
  )
  await simulator.settled()
  let refused = null
  session.forceMuteAll([]).catch(({ code }) => {
    refused = code
  })
  await simulator.settled()
  if (subscribed !== 1 || refused === null) throw new Error(`subscribed ${subscribed}, refused with ${refused}`)
  simulator.reset()
}
