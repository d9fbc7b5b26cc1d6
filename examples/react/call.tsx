import OT from '@vonage/client-sdk-video'
import { useEffect, useRef, useState } from 'react'
import { endings, wordsFor } from './words.js'

interface Invitation {
  readonly apiKey: string
  readonly sessionId: string
  readonly token: string
}

/** A call: who is there, and what becomes of it. */
export function Call({ apiKey, sessionId, token }: Invitation) {
  const [status, say] = useState('Joining')
  const [isMuted, mute] = useState(false)
  const others = useRef<HTMLDivElement>(null)
  const me = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let hasFailed = false
    const complain = (error?: { name?: string; code?: number | string }) => {
      if (!error) return
      hasFailed = true
      say(wordsFor(error))
    }
    const session = OT.initSession(apiKey, sessionId)
    session.on('streamCreated', ({ stream }) => {
      session.subscribe(stream, others.current ?? undefined, { insertMode: 'append' }, complain)
    })
    session.on('sessionReconnecting', () => say('The network is gone. Trying again.'))
    session.on('sessionReconnected', () => say('In the call'))
    session.on('sessionDisconnected', ({ reason }) => say(endings[reason] ?? 'The call has ended.'))
    const publisher = OT.initPublisher(me.current ?? undefined, { insertMode: 'append' }, complain)
    publisher.on('muteForced', () => mute(true))
    session.connect(token, (error) => {
      if (error) return complain(error)
      if (hasFailed) return
      say('In the call')
      session.publish(publisher, complain)
    })
    return () => {
      session.off()
      session.disconnect()
      publisher.destroy()
    }
  }, [apiKey, sessionId, token])

  return (
    <main>
      <p role="status">{status}</p>
      {isMuted && <p role="alert">A moderator muted you.</p>}
      <div ref={others} />
      <div ref={me} />
    </main>
  )
}
