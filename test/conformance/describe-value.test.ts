import { describe, expect, it } from 'vitest'
import { createDescriber } from './describe-value.ts'
import { createNamedObjects } from './named-objects.ts'
import { createOwnIds } from './own-ids.ts'
import { openPage } from './page.ts'

class SdkError extends Error {
  override readonly name = 'OT_TIMEOUT'
  readonly code = 1500
}

const OT = { initSession: () => {} }
const session = { connect: () => {}, signal: () => {}, connection: { connectionId: 'generated-1', creationTime: 1 } }

function describer() {
  const names = createNamedObjects()
  names.bind('session', session)
  names.bind('OT', OT)
  const ownIds = createOwnIds(names)
  return createDescriber({ OT: () => OT, names, ownIds, isSdkError: (error) => error instanceof SdkError })
}

describe('describing a value', () => {
  it('tells plain values by kind, with their value', () => {
    const { value } = describer()
    expect([undefined, null, true, 3].map((one) => value(one, 1))).toEqual([
      { kind: 'undefined' },
      { kind: 'null' },
      { kind: 'boolean', value: true },
      { kind: 'number', value: 3 },
    ])
    expect(value(() => {}, 1)).toEqual({ kind: 'function' })
  })

  it('gives a text only when it is short and plain, else its length', () => {
    const { value } = describer()
    expect(value('OT_x:y.z%1-2', 1)).toEqual({ kind: 'string', value: 'OT_x:y.z%1-2' })
    expect(value('T1==token', 1)).toEqual({ kind: 'string', length: 9 })
    expect(value('a'.repeat(25), 1)).toEqual({ kind: 'string', length: 25 })
    expect(value('', 1)).toEqual({ kind: 'string', value: '' })
  })

  it("calls the SDK's errors OT.Error, and others by their class, without their stack", () => {
    const { error } = describer()
    expect(error(new SdkError('told in our words'))).toEqual({
      class: 'OT.Error',
      isError: true,
      name: 'OT_TIMEOUT',
      code: 1500,
      codeType: 'number',
      hasMessage: true,
      ownKeys: ['code', 'message', 'name'],
      enumerable: ['code', 'name'],
    })
    expect(error(new TypeError(''))).toMatchObject({
      class: 'TypeError',
      code: null,
      codeType: 'undefined',
      hasMessage: false,
    })
    expect(error(new DOMException('x', 'NotAllowedError'))).toMatchObject({
      class: 'DOMException',
      code: 0,
      ownKeys: [],
    })
  })

  it('knows a native promise from another', () => {
    const { value } = describer()
    expect(value(Promise.resolve(), 1)).toEqual({ kind: 'promise', native: true })
    // biome-ignore lint/suspicious/noThenProperty: being a thenable is the point
    expect(value({ then: () => {} }, 1)).toEqual({ kind: 'promise', native: false })
  })

  it('names named objects, and tells objects of the SDK by what they can do', () => {
    const { value } = describer()
    expect(value(OT, 1)).toEqual({ kind: 'OT', ref: 'OT' })
    expect(value(session, 1)).toEqual({ kind: 'session', ref: 'session' })
    expect(value({ connect: () => {}, signal: () => {} }, 1)).toEqual({ kind: 'session' })
    expect(value({ publishVideo: () => {} }, 1)).toEqual({ kind: 'publisher' })
    expect(value({ subscribeToVideo: () => {} }, 1)).toEqual({ kind: 'subscriber' })
  })

  it('writes the own connection and streams as own, and others by their id', () => {
    const { value } = describer()
    expect(value(session.connection, 1)).toEqual({ kind: 'connection', id: 'own' })
    expect(value({ connectionId: 'c1' }, 1)).toEqual({ kind: 'connection', id: 'c1' })
    expect(value({ connectionId: 'c1', subscriberId: 'x', stats: {} }, 1)).toMatchObject({ kind: 'object' })
    const stream = (connection: object) => ({ streamId: 's1', hasAudio: true, connection })
    expect(value(stream(session.connection), 1)).toEqual({ kind: 'stream', id: 'own' })
    expect(value(stream({ connectionId: 'c1' }), 1)).toEqual({ kind: 'stream', id: 's1' })
  })

  it('describes an object by its own properties, sorted and without functions, as deep as asked', () => {
    const { value } = describer()
    const object = { b: { c: 1 }, a: 'x', act: () => {} }
    expect(value(object, 0)).toEqual({ kind: 'object' })
    expect(value(object, 1)).toEqual({
      kind: 'object',
      props: { a: { kind: 'string', value: 'x' }, b: { kind: 'object' } },
    })
    expect(value(object, 2).props).toMatchObject({ b: { props: { c: { kind: 'number', value: 1 } } } })
  })

  it('describes the first six items of a list', () => {
    const described = describer().value([1, 2, 3, 4, 5, 6, 7], 1)
    expect(described).toMatchObject({ kind: 'array', length: 7 })
    expect(described.items).toHaveLength(6)
  })

  it('describes an element by tag, id, classes, attribute names and children, without what passes by itself', async () => {
    const page = openPage()
    const host = page.document.getElementById('host')
    host?.setAttribute('class', 'b OT_mode-on-hold a')
    host?.setAttribute('style', 'x')
    expect(describer().value(host, 1)).toEqual({
      kind: 'element',
      dom: { tag: 'div', id: 'host', classes: ['a', 'b'], attrs: ['style'], children: [{ tag: 'div', id: 'target' }] },
    })
    expect(describer().value(host, 0)).toMatchObject({ dom: { childCount: 1 } })
    await page.close()
  })

  it('writes generated element ids by their make', async () => {
    const page = openPage()
    const element = page.document.createElement('div')
    element.id = 'OT_1b2c'
    expect(describer().value(element, 0)).toEqual({ kind: 'element', dom: { tag: 'div', id: 'OT_*' } })
    await page.close()
  })
})
