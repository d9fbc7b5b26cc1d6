import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Auth } from '@vonage/auth'
import { MediaMode, Video } from '@vonage/video'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { privateKey } from '../../../test/rest/key-pair.ts'
import { scriptsForServe } from '../../../test/worlds/scripts-for-serve.ts'
import type { Simulator } from '../../author/simulator.ts'
import { joinWorld } from '../offline.ts'
import { type ServedWorld, serveWorld, type WorldServerOptions } from './world-server.ts'

// Real lines of this machine: on a busy one they take their time.
vi.setConfig({ testTimeout: 30_000 })

const scripts = scriptsForServe()
const ending: (() => void)[] = []
afterEach(() => {
  for (const end of ending.splice(0)) end()
})
afterAll(() => scripts.remove())

async function served(options: Partial<WorldServerOptions> = {}): Promise<ServedWorld> {
  const usual = { port: 0, host: '127.0.0.1', folder: scripts.folder, dialect: 'documented', origins: [] } as const
  const world = await serveWorld({ ...usual, say: () => {}, ...options })
  ending.push(() => world.close())
  return world
}

const applicationId = '6f1c2b34-0d5e-4f6a-8b7c-9d0e1f2a3b4c'
const told = ['signal', 'sessionDisconnected', 'archiveStarted', 'archiveStopped', 'streamCreated']

/** The application's server with the real SDK, a session that it made, and a page of the world that joined with its token. */
async function underWay(options: Partial<WorldServerOptions> = {}) {
  const world = await served(options)
  const video = new Video(new Auth({ applicationId, privateKey }), { videoHost: world.address.replace(/\/$/, '') })
  const { sessionId } = await video.createSession({ mediaMode: MediaMode.ROUTED })
  const token = video.generateClientToken(sessionId, { role: 'moderator' })
  const page = pageOf(world)
  const session = page.OT.initSession(applicationId, sessionId)
  const heard: { readonly type: string; readonly [detail: string]: unknown }[] = []
  for (const type of told) session.on(type, (event: object) => heard.push({ ...event, type }))
  session.connect(token)
  await page.settled()
  return { world, video, sessionId, page, session, heard, own: session.connection?.connectionId ?? '' }
}

function pageOf(world: ServedWorld): Simulator {
  const page = joinWorld(world.socketAddress, { WebSocket, view: 'headless' })
  ending.push(() => page.dispose())
  return page
}

const post = (world: ServedWorld, path: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${world.address}${path}`, { method: 'POST', body, headers })

describe('the server of an application asks the served world', () => {
  test('it sends a signal and removes a person, and the page hears of both', async () => {
    const { video, sessionId, page, own, heard } = await underWay()
    await video.sendSignal({ type: 'chat', data: 'good morning' }, sessionId)
    await expect
      .poll(() => heard)
      .toContainEqual(expect.objectContaining({ type: 'signal', data: 'good morning', from: null }))
    await video.disconnectClient(sessionId, own)
    await page.settled()
    await expect.poll(() => heard.at(-1)).toMatchObject({ type: 'sessionDisconnected', reason: 'forceDisconnected' })
  })

  test('an archive has the same id for the server, the page and the webhook', async () => {
    const hooks: { readonly id: string; readonly status: string }[] = []
    const receiver = createServer((request, response) => {
      let text = ''
      request.on('data', (part: Buffer) => {
        text += String(part)
      })
      request.on('end', () => {
        hooks.push(JSON.parse(text))
        response.end()
      })
    })
    await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', resolve))
    ending.push(() => receiver.close())
    const archive = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`
    const { video, sessionId, page, heard } = await underWay({ webhooks: { archive } })
    page.room(sessionId).join({ name: 'alice' }).publish()
    await page.settled()
    const { id } = await video.startArchive(sessionId, { name: 'Monday' })
    await expect.poll(() => heard).toContainEqual(expect.objectContaining({ type: 'archiveStarted', id }))
    await video.stopArchive(id)
    await expect.poll(() => hooks.map(({ status }) => status)).toContain('stopped')
    expect(new Set(hooks.map((hook) => hook.id))).toEqual(new Set([id]))
  })

  test('the address that serve prints may be given to a server SDK with a slash at its end', async () => {
    const { world, sessionId } = await underWay()
    const path = `/v2/project/${applicationId}/session/${sessionId}/stream`
    expect((await fetch(`${world.address}${path}`)).status).toBe(403)
  })

  test('a request without a token is refused, and one to an unknown path finds nothing', async () => {
    const { world, sessionId } = await underWay()
    const path = `v2/project/${applicationId}/session/${sessionId}/signal`
    const refused = await post(world, path, '{"data":"x"}', { 'content-type': 'application/json' })
    expect(refused.status).toBe(403)
    expect((await post(world, 'v3/nothing', '')).status).toBe(404)
  })

  test('a page of another origin asks nothing, and a body of a megabyte is refused', async () => {
    const { world, sessionId } = await underWay()
    const path = `v2/project/${applicationId}/session/${sessionId}/signal`
    expect((await post(world, path, '{}', { origin: 'https://app.example.com' })).status).toBe(403)
    expect((await post(world, 'failures', '{}', { origin: 'https://app.example.com' })).status).toBe(403)
    expect((await post(world, path, 'x'.repeat(1_000_000))).status).toBe(413)
  })
})

describe('POST /failures', () => {
  test('makes the next request of the server fail', async () => {
    const { world, video, sessionId } = await underWay()
    const armed = await post(world, 'failures', '{"failure":"rest/startArchive/already-recording"}')
    expect(armed.status).toBe(201)
    expect(await (await fetch(`${world.address}failures`)).json()).toMatchObject([
      { failure: 'rest/startArchive/already-recording', struck: 0 },
    ])
    await expect(video.startArchive(sessionId, {})).rejects.toMatchObject({ response: { status: 409 } })
  })

  test('makes the next call of a page fail at the service', async () => {
    const { world, page, session } = await underWay()
    await post(world, 'failures', '{"failure":"Session.publish/stream-limit-exceeded"}')
    const publisher = page.OT.initPublisher(undefined)
    const failed = await new Promise((resolve) => void session.publish(publisher, resolve))
    expect(failed).toMatchObject({ name: 'OT_STREAM_CREATE_FAILED', code: 1500 })
  })

  test.each([
    ['no JSON', '{failure', /The body is no JSON/],
    ['a body without a failure', '{"fail":"x"}', /names no failure/],
    [
      'a failure that there is not',
      '{"failure":"Session.publish/stream-limit-exceded"}',
      /Session\.publish\/stream-limit-exceeded/,
    ],
    ['an unknown option', '{"failure":"Session.publish/stream-limit-exceeded","time":2}', /time/],
    ['a failure of a page that is not named', '{"failure":"OT.initPublisher/access-denied"}', /names none/],
  ])('%s is refused in words', async (_what, body, words) => {
    const answer = await post(await served(), 'failures', body)
    expect(answer.status).toBe(400)
    expect((await answer.json()).error).toMatch(words)
  })
})
