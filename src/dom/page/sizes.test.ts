import { Window } from 'happy-dom'
import { describe, expect, it } from 'vitest'
import { cssLength, setLength, sizeClasses, sizeInPage } from './sizes.ts'

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

describe('where nothing is laid out', () => {
  const styled = (height: string, around = ''): HTMLElement => {
    const { document } = new Window()
    const [parent, element] = [document.createElement('div'), document.createElement('div')]
    parent.style.height = around
    element.style.height = height
    parent.append(element)
    document.body.append(parent)
    return element as unknown as HTMLElement
  }

  it.each([
    ['198px', '', 198],
    ['', '', 0],
    ['auto', '', 0],
    ['50%', '', 0],
    ['50%', '300px', 150],
    ['100%', '50%', 0],
  ])('a height of "%s" in one of "%s" is %j pixels', (height, around, pixels) => {
    expect(sizeInPage(styled(height, around)).height).toBe(pixels)
  })

  it.each(['-5px', 'wide', 'NaNpx'])('%s changes nothing', (length) => {
    const element = styled('198px')
    setLength(element, 'height', length)
    expect(element.style.height).toBe('198px')
  })

  it.each(['50%', 'auto', 'calc(100% - 5px)', '0.5em', ''])('"%s" is taken', (length) => {
    const element = styled('198px')
    setLength(element, 'height', length)
    expect(element.style.height).toBe(length)
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
