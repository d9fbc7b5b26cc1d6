// @vitest-environment happy-dom

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openPanel } from '../../src/entry/panel.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'

const whole = document.documentElement.innerHTML
let simulator: Simulator

/** A call with somebody else, who is seen. */
async function call(): Promise<readonly string[]> {
  const heard: string[] = []
  const { apiKey, sessionId, token } = simulator.credentials()
  simulator.room().join({ name: 'Alice' }).publish()
  const session = simulator.OT.initSession(apiKey, sessionId)
  session.on('streamCreated', ({ stream }) => {
    session.subscribe(stream, undefined, {}, (error) => heard.push(error?.name ?? 'subscribed'))
  })
  const publisher = simulator.OT.initPublisher(undefined, {}, (error) => heard.push(error?.name ?? 'initialised'))
  session.connect(token, (error) => {
    heard.push(error?.name ?? 'connected')
    session.publish(publisher, (problem) => heard.push(problem?.name ?? 'published'))
  })
  await simulator.settled()
  return heard.sort()
}

describe.each([
  ['head', ['head']],
  ['body', ['body']],
  ['head and body', ['head', 'body']],
])('a page without %s', (_name, lacks) => {
  beforeEach(() => {
    simulator = createSimulator()
    for (const name of lacks) document.querySelector(name)?.remove()
  })
  afterEach(() => {
    simulator.dispose()
    document.documentElement.innerHTML = whole
  })

  test('shows publishers and subscribers', async () => {
    expect(await call()).toEqual(['connected', 'initialised', 'published', 'subscribed'])
    expect(document.documentElement.querySelectorAll('.OT_root')).toHaveLength(2)
  })

  test('tells the person of a browser that cannot', () => {
    simulator.OT.upgradeSystemRequirements()
    expect(document.documentElement.textContent).not.toBe('')
  })

  test('has a place for the panel', async () => {
    const panel = await openPanel({ simulator })
    expect(panel.element.isConnected).toBe(true)
    panel.close()
  })
})
