// Opens each story of the built Storybook, and looks at what it says.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname } from 'node:path'
import { chromium } from 'playwright'

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost')
  try {
    const body = readFileSync(new URL(`./storybook-static${pathname}`, import.meta.url))
    response.writeHead(200, { 'content-type': types[extname(pathname)] ?? 'text/plain' }).end(body)
  } catch {
    response.writeHead(404).end()
  }
})
await new Promise((done) => server.listen(0, '127.0.0.1', done))
const { port } = server.address()

const says = {
  joined: 'In the call',
  expired: 'Your invitation is not valid any more.',
  offline: 'The call cannot be reached.',
  reconnecting: 'The network is gone. Trying again.',
}
const executablePath = process.env.CHROMIUM_PATH
const browser = await chromium.launch(executablePath ? { executablePath, args: ['--no-sandbox'] } : {})
const page = await browser.newPage()
for (const [story, words] of Object.entries(says)) {
  await page.goto(`http://127.0.0.1:${port}/iframe.html?id=call--${story}&viewMode=story`)
  await page.getByRole('status').filter({ hasText: words }).waitFor({ timeout: 20_000 })
  console.log(`ok ${story}: ${words}`)
}
await browser.close()
server.close()
