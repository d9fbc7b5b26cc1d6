import { expect, test } from 'vitest'
import { Remembered } from './remembered.ts'

test('what was asked is worked out once, and the oldest question is forgotten first', () => {
  const remembered = new Remembered<string>(2)
  const worked: string[] = []
  const ask = (question: string): string =>
    remembered.of(question, () => {
      worked.push(question)
      return question.toUpperCase()
    })
  expect(['a', 'b', 'a', 'c', 'b', 'a'].map(ask)).toEqual(['A', 'B', 'A', 'C', 'B', 'A'])
  expect(worked).toEqual(['a', 'b', 'c', 'a'])
})
