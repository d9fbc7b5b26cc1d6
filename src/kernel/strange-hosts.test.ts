import vm from 'node:vm'
import { afterEach, expect, test, vi } from 'vitest'
import { bundleScript } from '../../scripts/bundles.mjs'
import { sharedInRealm } from './frozen.ts'
import { isUnderTest } from './test-runner.ts'

/** A host of its own, in which the script build runs. */
function hostWith(prepare: string, lacks: readonly string[] = []): { run: (code: string) => unknown } {
  const given = {
    setTimeout,
    clearTimeout,
    setImmediate,
    queueMicrotask,
    structuredClone,
    crypto,
    URL,
    URLSearchParams,
  }
  const more = { TextEncoder, TextDecoder, EventTarget, Event, DOMException, atob, btoa, console, performance }
  const all = {
    ...given,
    ...more,
    navigator: { webdriver: true },
  }
  const context = vm.createContext(Object.fromEntries(Object.entries(all).filter(([name]) => !lacks.includes(name))))
  vm.runInContext(prepare, context)
  return { run: (code) => vm.runInContext(code, context) }
}

const connects = `new Promise((done) => {
  const { apiKey, sessionId, token } = fakeOpentok.simulator.credentials({ expiresIn: '-1h' })
  OT.initSession(apiKey, sessionId).connect(token, (error) => done(error.name + ' ' + error.code + ' ' + Object.keys(error)))
})`

test('errors keep their names where Error.prototype is frozen', async () => {
  const { run } = hostWith('Object.freeze(Error.prototype)')
  run(await bundleScript())
  expect(await run(connects)).toBe('OT_AUTHENTICATION_ERROR 1004 code,message,name,stack')
})

test('a name that is frozen in the window is told as what it is', async () => {
  const { run } = hostWith("Object.defineProperty(this, 'OT', { value: 1 })")
  const script = await bundleScript()
  expect(() => run(script)).toThrow(
    'fake-opentok cannot leave OT in the window: the global object, or this name in it, is frozen. Load fake-opentok before',
  )
})

const slot = Symbol.for('fake-opentok/a test of strange hosts')
afterEach(() => {
  vi.restoreAllMocks()
  for (const holder of [globalThis, process]) Reflect.deleteProperty(holder, slot)
})

const isText = (value: unknown): value is string => typeof value === 'string'

/** Lets objects behave as if they were frozen. */
function freeze(...frozen: readonly unknown[]): void {
  const { defineProperty } = Reflect
  vi.spyOn(Reflect, 'defineProperty').mockImplementation(
    (object, ...rest) => !frozen.includes(object) && defineProperty(object, ...rest),
  )
}

test('copies share in the process what a frozen global object cannot hold', () => {
  freeze(globalThis)
  expect(sharedInRealm(slot, isText, () => 'one')).toBe('one')
  expect(sharedInRealm(slot, isText, () => 'another')).toBe('one')
  expect([Reflect.get(globalThis, slot), Reflect.get(process, slot)]).toEqual([undefined, 'one'])
})

test('a copy keeps for itself what nothing of its realm can hold', () => {
  freeze(globalThis, process)
  expect(sharedInRealm(slot, isText, () => 'one')).toBe('one')
  expect(sharedInRealm(slot, isText, () => 'another')).toBe('one')
  expect([Reflect.get(globalThis, slot), Reflect.get(process, slot)]).toEqual([undefined, undefined])
})

test('a host without EventTarget lets the session run, and says what devices lack', async () => {
  const { run } = hostWith('', ['EventTarget', 'Event'])
  run(await bundleScript())
  expect(await run(connects)).toContain('OT_AUTHENTICATION_ERROR 1004')
})

test('test runners are known by their marks', () => {
  expect(isUnderTest()).toBe(true)
  expect(isUnderTest({})).toBe(false)
  expect(isUnderTest({ process: { env: { JEST_WORKER_ID: '1' } } })).toBe(true)
  expect(isUnderTest({ navigator: { webdriver: true } })).toBe(true)
})
