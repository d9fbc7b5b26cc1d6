// @vitest-environment happy-dom
import fc from 'fast-check'
import mermaid from 'mermaid'
import { expect, test } from 'vitest'
import { createSimulator } from '../../src/simulator.ts'
import { anyText } from '../any-text.ts'

/** The long test draws more: `ROOMS=1000`. */
const rooms = Number(process.env['ROOMS'] ?? 40)

const strange = [
  ...['Smith, John', 'end', 'a<b', 'a+', 'a-', '', ' ', '\u0000', '\u001b[31mred', '%% no comment', '%%{init: {}}%%'],
  ...[
    'a;b',
    'a:b',
    '#35;',
    'a\nb',
    'a\r\nb',
    'a->>b',
    'as',
    'participant',
    'note',
    'loop',
    'service',
    'test',
    'client-1',
  ],
  ...[
    'others',
    'wrap:a',
    '@{ "type": "queue" }',
    '<script>',
    '"quoted"',
    "it's",
    '(a)',
    '[a]',
    '{a}',
    'a|b',
    'a\\b',
    'ä🙂',
  ],
  ...['\ud800', '\u2028', 'Straße'],
]
const name = fc.oneof(fc.constantFrom(...strange), anyText({ maxLength: 12 }), fc.string({ maxLength: 8 }))
const person = fc.record({
  name: name.filter((one) => one !== ''),
  stream: fc.option(name),
  signal: fc.option(fc.tuple(name, name)),
})

function pictureOf(
  people: readonly { name: string; stream: string | null; signal: [string, string] | null }[],
): string {
  const simulator = createSimulator({ epoch: 0, clock: 'manual' })
  const room = simulator.room()
  for (const { name, stream, signal } of people) {
    const one = room.join(name === '' ? {} : { name })
    if (stream !== null) one.publish({ name: stream })
    if (signal === null) continue
    one.signal({ type: 'chat', data: signal[1] })
    // The service takes few letters for a type; a picture is drawn of whatever stands in a journal.
    simulator.journal.add('event', 'client-1', `signal:${signal[0]}`)
  }
  room.startArchive(people[0]?.name || 'Monday')
  return simulator.journal.toSequence({ detail: people.length % 2 === 0 ? 'all' : 'story' })
}

test('Mermaid takes the picture of a call, whatever people, streams and signals are called', async () => {
  mermaid.initialize({ startOnLoad: false })
  expect(await mermaid.parse('sequenceDiagram\n  participant a as b;c-\n  a-->end', { suppressErrors: true })).toBe(
    false,
  )
  await fc.assert(
    fc.asyncProperty(fc.array(person, { maxLength: 12 }), async (people) => {
      expect(await mermaid.parse(pictureOf(people))).toMatchObject({ diagramType: 'sequence' })
    }),
    { numRuns: rooms, seed: 7 },
  )
  for (const one of strange) {
    expect(await mermaid.parse(pictureOf([{ name: one, stream: one, signal: [one, one] }]))).toBeTruthy()
  }
}, 300_000)
