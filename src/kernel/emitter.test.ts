import { describe, expect, test } from 'vitest'
import { Emitter } from './emitter.ts'

function fixture() {
  const heard: string[] = []
  const errors: unknown[] = []
  const emitter = new Emitter((error, type) => errors.push([type, error]))
  const add = (name: string, type = 'x', once = false) => {
    const listener = (): void => void heard.push(name)
    emitter.add(type, listener, undefined, once)
    return listener
  }
  return { heard, errors, emitter, add, emit: (type = 'x') => emitter.emit(type, []) }
}

describe('listeners', () => {
  test('are called in the order in which they were added, as often as they were added', () => {
    const { heard, emitter, add, emit } = fixture()
    const first = add('a')
    add('b')
    emitter.add('x', first, undefined, false)
    expect(emit()).toBe(true)
    expect(heard).toEqual(['a', 'b', 'a'])
  })

  test('are called with what is given, on their context, or on the emitter', () => {
    const { emitter } = fixture()
    const seen: unknown[] = []
    const context = { name: 'context' }
    function listener(this: unknown, event: unknown): void {
      seen.push(this, event)
    }
    emitter.add('x', listener, undefined, false)
    emitter.add('x', listener, context, false)
    const event = { type: 'x' }
    emitter.emit('x', [event])
    expect(seen[0]).toBe(emitter)
    expect(seen.slice(1)).toEqual([event, context, event])
  })

  test('of another type hear nothing, even under a name that objects have', () => {
    const { heard, add, emit } = fixture()
    add('a', 'constructor')
    emit('toString')
    expect(heard).toEqual([])
    emit('constructor')
    expect(heard).toEqual(['a'])
  })

  test('that are added in the middle of a dispatch hear the next one', () => {
    const { heard, emitter, add, emit } = fixture()
    emitter.add('x', () => add('late'), undefined, true)
    emit()
    expect(heard).toEqual([])
    emit()
    expect(heard).toEqual(['late'])
  })

  test('that are taken out in the middle of a dispatch hear this one still', () => {
    const { heard, emitter, add, emit } = fixture()
    emitter.add('x', () => emitter.remove('x'), undefined, false)
    add('b')
    emit()
    emit()
    expect(heard).toEqual(['b'])
  })
})

describe('a listener that throws', () => {
  test('stops the later ones of that dispatch, and the caller never sees it', () => {
    const { heard, errors, emitter, add, emit } = fixture()
    const error = new Error('broken')
    add('a')
    const broken = (): never => {
      throw error
    }
    emitter.add('x', broken, undefined, false)
    add('c')
    expect(emit()).toBe(false)
    expect(heard).toEqual(['a'])
    expect(errors).toEqual([['x', error]])
  })

  test('is called again the next time, and was taken out if it was to be called once', () => {
    const { heard, errors, emitter, add, emit } = fixture()
    emitter.add('x', () => Promise.reject, undefined, false)
    const broken = (): never => {
      throw new Error('broken')
    }
    emitter.add('x', broken, undefined, true)
    add('b')
    emit()
    emit()
    expect(errors).toHaveLength(1)
    expect(heard).toEqual(['b'])
  })
})

describe('once', () => {
  test('is once', () => {
    const { heard, emitter, add, emit } = fixture()
    add('a', 'x', true)
    add('b')
    emit()
    expect(emitter.has('x')).toBe(true)
    emit()
    expect(heard).toEqual(['a', 'b', 'b'])
  })

  test('is once where a dispatch lies within another', () => {
    const { heard, emitter, add, emit } = fixture()
    let depth = 0
    const nest = (): void => {
      if (depth++ === 0) emit()
    }
    emitter.add('x', nest, undefined, false)
    add('once', 'x', true)
    emit()
    expect(heard).toEqual(['once'])
  })

  test('leaves nothing behind', () => {
    const { emitter, add, emit } = fixture()
    add('a', 'x', true)
    emit()
    expect(emitter.has('x')).toBe(false)
  })
})

describe('taking out', () => {
  test('one listener takes out the last of those that were added with the same context', () => {
    const { heard, emitter, add, emit } = fixture()
    const a = add('a')
    add('b')
    emitter.add('x', a, {}, false)
    emitter.add('x', a, undefined, false)
    emitter.removeOne('x', a, undefined)
    emit()
    expect(heard).toEqual(['a', 'b', 'a'])
  })

  test('one listener with its context leaves the same listener with another', () => {
    const { emitter } = fixture()
    const seen: unknown[] = []
    const [first, second] = [{ name: 'first' }, { name: 'second' }]
    function listener(this: unknown): void {
      seen.push(this)
    }
    for (const context of [first, second]) emitter.add('x', listener, context, false)
    emitter.removeOne('x', listener, first)
    emitter.emit('x', [])
    expect(seen).toEqual([second])
  })

  test('without a listener takes out the type, without a type everything', () => {
    const { emitter, add } = fixture()
    add('a')
    add('b', 'y')
    emitter.remove('x')
    expect([emitter.has('x'), emitter.has('y')]).toEqual([false, true])
    emitter.remove()
    expect(emitter.has('y')).toBe(false)
  })

  test('what is not there is ignored', () => {
    const { heard, emitter, add, emit } = fixture()
    add('a')
    emitter.remove('nope')
    emitter.removeOne('x', () => {}, undefined)
    emit()
    expect(heard).toEqual(['a'])
  })
})
