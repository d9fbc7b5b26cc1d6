import { expect, test } from 'vitest'
import { kindOf, nameOf } from './fault-points.ts'

test('a fault point says who asks, and what the service calls it', () => {
  expect([kindOf('service:stream.create'), nameOf('service:stream.create')]).toEqual(['service', 'stream.create'])
  expect([kindOf('media:ice'), nameOf('media:ice')]).toEqual(['media', 'ice'])
  expect(kindOf('client:arguments')).toBe('client')
})
