import { describe, expect, it } from 'vitest'
import { barMode, changedStyle, initialStyle } from './widget-style.ts'

const plain = { name: 'Ann', showControls: true }

describe('the style of a widget', () => {
  it('is auto throughout to begin with, but for a name that there is not', () => {
    expect(initialStyle({}, plain)).toMatchObject({ name: 'auto', button: 'auto', audioLevel: 'auto' })
    expect(initialStyle({}, { ...plain, name: '' })).toMatchObject({ name: 'off', button: 'auto' })
  })

  it('is off for good without controls', () => {
    const style = initialStyle({ buttonDisplayMode: 'on' }, { ...plain, showControls: false })
    expect(style).toMatchObject({ name: 'off', button: 'off', archive: 'off' })
    expect(changedStyle(style, { buttonDisplayMode: 'on' })).toBe(style)
  })

  it.each([
    [{ buttonDisplayMode: 'mini' }, { button: 'mini' }],
    [{ nameDisplayMode: 'mini' }, { name: 'auto' }],
    [{ nameDisplayMode: 3 }, { name: 'auto' }],
    [{ showArchiveStatus: false }, { archive: 'off' }],
    [{ backgroundImageURI: 'iVBOR' }, { backgroundImageURI: 'data:image/png;base64,iVBOR' }],
    [{ backgroundImageURI: 'https://example.com/a.png' }, { backgroundImageURI: 'https://example.com/a.png' }],
    [{ backgroundImageURI: null }, { backgroundImageURI: '' }],
  ])('takes from %j what is valid: %j', (given, expected) => {
    expect(changedStyle(initialStyle({}, plain), given)).toMatchObject(expected)
  })

  it.each([
    [{ nameDisplayMode: 'off', buttonDisplayMode: 'off' }, 'off'],
    [{ nameDisplayMode: 'off' }, 'auto'],
    [{ buttonDisplayMode: 'mini' }, 'mini'],
    [{ nameDisplayMode: 'on', buttonDisplayMode: 'off' }, 'on'],
  ])('%j gives the bar the mode %j', (given, expected) => {
    expect(barMode(initialStyle(given, plain))).toBe(expected)
  })
})
