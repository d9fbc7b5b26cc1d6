// A dependency that requires the SDK itself, as packages do that are published as CommonJS.
const OT = require('@opentok/client')

exports.OT = OT
exports.join = ({ apiKey, sessionId, token }, done) => {
  const session = OT.initSession(apiKey, sessionId)
  session.connect(token, done)
  return session
}
