import { describe, expect, test } from 'vitest'
import { publisherStyle, Styles } from './styles.ts'

function styles(given: object = {}, showControls = true) {
  const shown: object[] = []
  const made = new Styles<Record<string, unknown>>({
    usual: publisherStyle,
    given: { ...given },
    showControls,
    show: (change) => shown.push(change),
  })
  return { made, shown }
}

describe('a style', () => {
  test('is set by its name, or with others', () => {
    const { made, shown } = styles()
    made.set('nameDisplayMode', 'off')
    made.set({ buttonDisplayMode: 'on', audioLevelDisplayMode: 'off' })
    expect(made.get()).toMatchObject({ nameDisplayMode: 'off', buttonDisplayMode: 'on', audioLevelDisplayMode: 'off' })
    expect(shown).toEqual([{ nameDisplayMode: 'off' }, { buttonDisplayMode: 'on', audioLevelDisplayMode: 'off' }])
  })

  test.each([
    ['nameDisplayMode', 'sometimes'],
    ['colour', 'red'],
    ['toString', 'on'],
    [5, undefined],
  ])('that is none, %s: %s, changes nothing', (style, value) => {
    const { made, shown } = styles()
    const before = made.get()
    made.set(style, value)
    expect([made.get(), shown]).toEqual([before, []])
  })

  test.each([undefined, null])('cannot be %s: a TypeError says so', (style) => {
    expect(() => styles().made.set(style)).toThrow(TypeError)
  })

  test('that is asked for by its name is given alone', () => {
    expect(styles({ nameDisplayMode: 'on' }).made.get('nameDisplayMode')).toBe('on')
  })

  test('that is given cannot be changed from outside', () => {
    const { made } = styles()
    Object.assign(made.get(), { nameDisplayMode: 'off' })
    expect(made.get('nameDisplayMode')).toBe('auto')
  })

  test('is off for good where there are no controls', () => {
    const { made } = styles({ nameDisplayMode: 'on' }, false)
    made.set('nameDisplayMode', 'on')
    expect(made.get('nameDisplayMode')).toBe('off')
  })
})
