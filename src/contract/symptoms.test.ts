import { expect, test } from 'vitest'
import { isFailureId } from './failures.ts'
import { symptoms } from './symptoms.ts'

test('each symptom is one sentence, and names failures of the catalogue once', () => {
  for (const { saw, failures } of symptoms) {
    expect(saw).toMatch(/^[A-Z].*\.$/)
    expect(failures.filter((id) => !isFailureId(id))).toEqual([])
    expect(new Set(failures).size).toBe(failures.length)
  }
})
