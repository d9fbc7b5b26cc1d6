import { expect, test } from 'vitest'
import { ownListening, ownMethods } from './own-methods.ts'

class Counter {
  count = 0

  constructor() {
    ownMethods(this)
  }

  add(): number {
    this.count++
    return this.count
  }

  _internal(): number {
    return this.count
  }
}

test('a method that is taken off its object goes on working for it', () => {
  const counter = new Counter()
  const { add } = counter
  add()
  expect(counter.count).toBe(1)
})

test('methods are members of the object, and the internal ones are not listed', () => {
  expect(Object.keys(new Counter()).sort()).toEqual(['add', 'count'])
})

test('a method may be replaced, as a test author does with a spy', () => {
  const counter = new Counter()
  counter.add = () => 42
  expect(counter.add()).toBe(42)
})

test('listening methods that are taken off: on, once and trigger work and return what they are called on, off and dispatchEvent throw', () => {
  const heard: string[] = []
  const object = {
    on: (name: string) => void heard.push(name),
    off: () => 'off',
  }
  ownListening(object)
  const { on, off } = object
  expect(on('a')).toBe(undefined)
  const other = {}
  expect(Reflect.apply(on, other, ['b'])).toBe(other)
  expect(heard).toEqual(['a', 'b'])
  expect(off).toThrow(TypeError)
  expect(object.off()).toBe('off')
})
