import { Auth } from '@vonage/auth'
import { MediaMode, Video } from '@vonage/video'
import express, { type Express } from 'express'

/** With which application the server asks the service. */
export interface Application {
  readonly applicationId: string
  readonly privateKey: string
}

interface ArchiveHook {
  readonly id: string
  readonly sessionId: string
  readonly status: string
}

/**
 * The server of a small meeting: it lets people in, sends them away, and keeps a recording running. A recording that the
 * service ended by itself (a server was replaced, an archiver failed) is started again, once, however often and in
 * whichever order the service tells of it.
 */
export function meetingServer(application: Application): Express {
  const video = new Video(new Auth(application))
  const rooms = new Map<string, string>()
  const recording = new Set<string>()
  const startedAgain = new Set<string>()
  const app = express()
  app.use(express.json())

  const sessionOf = async (room: string): Promise<string> => {
    const known = rooms.get(room)
    if (known !== undefined) return known
    const { sessionId } = await video.createSession({ mediaMode: MediaMode.ROUTED })
    rooms.set(room, sessionId)
    return sessionId
  }

  app.post('/rooms/:room/join', async ({ params, body }, response) => {
    const sessionId = await sessionOf(params.room)
    const token = video.generateClientToken(sessionId, { role: 'moderator', data: String(body.name) })
    response.json({ applicationId: application.applicationId, sessionId, token })
  })

  app.delete('/rooms/:room/people/:connection', async ({ params }, response) => {
    await video.disconnectClient(await sessionOf(params.room), params.connection)
    response.status(204).end()
  })

  app.post('/rooms/:room/recording', async ({ params }, response) => {
    const sessionId = await sessionOf(params.room)
    recording.add(sessionId)
    const { id } = await video.startArchive(sessionId, { name: params.room })
    response.json({ id })
  })

  app.post('/hooks/archive', async ({ body }: { body: ArchiveHook }, response) => {
    response.status(204).end()
    const ended = body.status === 'stopped' || body.status === 'failed'
    if (!ended || !recording.has(body.sessionId) || startedAgain.has(body.id)) return
    startedAgain.add(body.id)
    await video.startArchive(body.sessionId, { name: 'again' })
  })

  return app
}
