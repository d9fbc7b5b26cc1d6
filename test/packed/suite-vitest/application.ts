import OT from '@vonage/client-sdk-video'

/** Joins a call; resolves with what a person would read. */
export function join(apiKey: string, sessionId: string, token: string): Promise<string> {
  const session = OT.initSession(apiKey, sessionId)
  return new Promise((resolve) => {
    session.connect(token, (error) => {
      resolve(error ? `You cannot join (${'code' in error ? error.code : error.message}).` : 'You are in the call.')
    })
  })
}
