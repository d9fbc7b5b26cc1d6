import { describe, expect, it } from 'vitest'
import { cssLength, sizeClasses } from './sizes.ts'

describe('a width or height', () => {
  it.each([
    [undefined, '198px'],
    [50, '50px'],
    [0, '0px'],
    [12.5, '12.5px'],
    ['50', '50px'],
    [' 50 ', '50px'],
    ['100%', '100%'],
    ['3em', '3em'],
    ['x', 'x'],
    [null, ''],
    [Number.NaN, 'NaNpx'],
  ])('%j is %j', (given, expected) => {
    expect(cssLength(given, 198)).toBe(expected)
  })
})

describe('a small widget', () => {
  it.each([
    [{ width: 128, height: 128 }, []],
    [{ width: 300, height: 127 }, ['OT_mini']],
    [{ width: 63, height: 300 }, ['OT_micro', 'OT_mini']],
  ])('of %j is called %j', (size, classes) => {
    expect(sizeClasses(size)).toEqual(classes)
  })
})
