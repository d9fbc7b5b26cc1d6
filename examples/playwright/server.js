// The application's own server: its pages, and an invitation for whoever asks.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const types = { html: 'text/html', js: 'text/javascript' }

createServer((request, response) => {
  const name = request.url === '/' ? 'index.html' : request.url.slice(1)
  try {
    const body = readFileSync(new URL(`./page/${name}`, import.meta.url))
    response.writeHead(200, { 'content-type': types[name.split('.').at(-1)] }).end(body)
  } catch {
    response.writeHead(404).end()
  }
}).listen(4170, '127.0.0.1')
