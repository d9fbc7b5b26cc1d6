import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { listen } from './listening.ts'

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
}

/** The policy of the pages: they may load files of this server, and none from elsewhere. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

interface ServedFile {
  readonly type: string
  readonly body: Buffer
}

/** Every file below a folder, by its path in an address. */
function filesIn(folder: string): ReadonlyMap<string, ServedFile> {
  const found = new Map<string, ServedFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const place = join(entry.parentPath, entry.name)
    const path = `/${place.slice(join(folder, '/').length).replaceAll('\\', '/')}`
    const type = types[entry.name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    found.set(path, { type, body: readFileSync(place) })
  }
  return found
}

function answer(files: ReadonlyMap<string, ServedFile>, request: IncomingMessage, response: ServerResponse): void {
  const { method = '', url = '/' } = request
  const path = url.split('?')[0] ?? '/'
  const file = files.get(path === '/' ? '/index.html' : path)
  const headers = {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  }
  if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end()
  if (file === undefined) {
    return void response.writeHead(404, { ...headers, 'content-type': 'text/plain' }).end('Nothing is served here.\n')
  }
  response.writeHead(200, { ...headers, 'content-type': file.type, 'content-length': file.body.length })
  response.end(method === 'HEAD' ? undefined : file.body)
}

const loopback = '127.0.0.1'

/** Pages that are served to this machine. */
export interface ServedPages {
  readonly address: string
  close(): void
}

/**
 * Serves the files of a folder to this machine alone. They are read once: nothing that a page sends reaches a file.
 *
 * @throws Error of Node where the port cannot be had (`EADDRINUSE`), or the folder is not there (`ENOENT`).
 */
export async function servePages(folder: string, port: number): Promise<ServedPages> {
  const files = filesIn(folder)
  const server = createServer((request, response) => answer(files, request, response))
  const taken = await listen(server, port, loopback)
  return { address: `http://${loopback}:${taken}/`, close: () => void server.close() }
}
