import { expect, test } from 'vitest'
import { simulator } from '../simulator.ts'
import { type ViteConfig, viteFinal } from './storybook/preset.ts'
import { beforeEach as prepare } from './storybook/preview.ts'
import addonOpenTok from './storybook.ts'

test('a story is handed the simulator, in a world that is as new before it and after it', () => {
  simulator.fail('Session.connect/offline')
  const context: { simulator?: unknown } = {}
  const end = prepare(context)
  expect(context.simulator).toBe(simulator)
  expect(simulator.armed).toEqual([])
  simulator.fail('Session.connect/offline')
  end()
  expect(simulator.armed).toEqual([])
  expect(addonOpenTok().beforeEach).toBe(prepare)
})

const configs: readonly ViteConfig[] = [
  {},
  { resolve: { alias: { '@': '/src' } } },
  { resolve: { alias: [{ find: '@', replacement: '/src' }] } },
]

test.each(configs.map((config) => [config]))('%j gets the aliases beside its own', (config) => {
  const { resolve, optimizeDeps } = viteFinal(config)
  expect(resolve?.alias).toContainEqual({ find: '@vonage/client-sdk-video', replacement: 'fake-opentok' })
  expect(optimizeDeps?.exclude).toContain('fake-opentok/simulator')
  if (config.resolve !== undefined) expect(resolve?.alias).toContainEqual({ find: '@', replacement: '/src' })
})
