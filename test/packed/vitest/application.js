import { initSession } from '@opentok/client'
import OT from '@vonage/client-sdk-video'

/** An application that is in the middle of changing from one package name to the other. */
export function join({ apiKey, sessionId, token }) {
  const session = initSession(apiKey, sessionId)
  return new Promise((resolve, reject) => {
    session.connect(token, (error) => {
      if (error) return reject(error)
      const publisher = OT.initPublisher('me', { insertMode: 'append', name: 'Ada' }, (failed) => {
        if (failed) reject(failed)
      })
      session.publish(publisher, (failed) => (failed ? reject(failed) : resolve(publisher)))
    })
  })
}
