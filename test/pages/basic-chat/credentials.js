// In place of an application's own server: a room in which somebody waits already.
const { simulator } = fakeOpentok
const { apiKey, sessionId, token } = simulator.credentials()
simulator.room().join({ name: 'Alice' }).publish({ name: 'Alice' })
