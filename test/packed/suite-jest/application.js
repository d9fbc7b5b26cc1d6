const OT = require('@vonage/client-sdk-video')

/** Joins a call; resolves with what a person would read. */
exports.join = (apiKey, sessionId, token) => {
  const session = OT.initSession(apiKey, sessionId)
  return new Promise((resolve) => {
    session.connect(token, (error) => resolve(error ? `You cannot join (${error.code}).` : 'You are in the call.'))
  })
}
