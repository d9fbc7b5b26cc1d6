// In place of an application's own server: apiKey, sessionId and token for a room in which somebody waits already.
const { simulator } = fakeOpentok
Object.assign(globalThis, simulator.credentials())
simulator.room().join({ name: 'Alice' }).publish({ name: 'Alice' })
