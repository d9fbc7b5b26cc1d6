// A dependency that imports the SDK itself, as packages do that are published as ES modules.
import OT from '@opentok/client'

export { OT }

export const join = ({ apiKey, sessionId, token }, done) => {
  const session = OT.initSession(apiKey, sessionId)
  session.connect(token, done)
  return session
}
