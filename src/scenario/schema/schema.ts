import * as v from 'valibot'
import { dialects } from '../../contract/dialect.ts'
import { callables } from '../play/calls.ts'
import type { CallStep, Expectation, Landmark, Scenario, ScenarioFault, Step, TimelineEntry } from '../scenario.ts'
import { eventTargets } from '../scenario.ts'
import {
  bag,
  byOwnKey,
  duration,
  figure,
  flag,
  list,
  noneOfTheKeys,
  oneOf,
  shapes,
  text,
  wrongKind,
} from '../sentences.ts'
import { action, actionShapes, failure } from './actions.ts'
import { given, json } from './given.ts'

const fault: v.GenericSchema<unknown, ScenarioFault> = bag({
  failure,
  times: v.exactOptional(figure('how many times', 1, 1_000_000, true)),
  call: v.exactOptional(figure('the number of a call', 1, 1_000_000, true)),
  match: v.exactOptional(v.record(v.string(), v.union([v.string(), v.number()]), wrongKind)),
  after: v.exactOptional(duration()),
})

const again = {
  every: v.exactOptional(duration()),
  times: v.exactOptional(figure('how many times', 1, 1_000_000, true)),
  until: v.exactOptional(duration()),
}

const what = 'entry of a timeline'

const timelineEntry = shapes<TimelineEntry>(
  {
    at: action(what, { at: duration(), ...again }),
    after: action(what, { after: text(), wait: v.exactOptional(duration()), ...again }),
    every: action(what, { ...again, every: duration() }),
  },
  byOwnKey(['at', 'after', 'every']),
  noneOfTheKeys(what, ['at', 'after', 'every']),
)

const callStep: v.GenericSchema<unknown, CallStep> = bag({
  call: oneOf('call', callables),
  args: v.exactOptional(list(json)),
  on: v.exactOptional(text()),
  as: v.exactOptional(text()),
  handler: v.exactOptional(flag()),
  promise: v.exactOptional(flag()),
  await: v.exactOptional(flag()),
})

const stepShapes = { call: callStep, wait: bag({ wait: duration() }), ...actionShapes({}) }

const step = shapes<Step>(stepShapes, byOwnKey(Object.keys(stepShapes)), noneOfTheKeys('step', Object.keys(stepShapes)))

const stepNumber = (): v.GenericSchema<number> => figure('the number of a step', 1, 1000, true)

const place = { on: v.exactOptional(oneOf('object', eventTargets)), reason: v.exactOptional(text()) }

const landmark = shapes<Landmark>(
  { word: text(), event: bag({ event: text(), ...place }), step: bag({ step: stepNumber() }) },
  (input) => (typeof input === 'string' ? 'word' : byOwnKey(['event', 'step'])(input)),
  noneOfTheKeys('event or answer', ['event', 'step']),
)

const expectations = {
  fails: bag({ step: v.exactOptional(stepNumber()), fails: failure }),
  succeeds: bag({ step: stepNumber(), succeeds: v.literal(true, wrongKind) }),
  unanswered: bag({ step: stepNumber(), unanswered: v.literal(true, wrongKind) }),
  event: bag({
    event: text(),
    on: v.exactOptional(oneOf('object', eventTargets)),
    reason: v.exactOptional(text()),
    times: v.exactOptional(figure('how many times', 0, 1000, true)),
  }),
  order: bag({ order: list(landmark) }),
}

const expectation = shapes<Expectation>(
  expectations,
  byOwnKey(Object.keys(expectations)),
  noneOfTheKeys('expectation', Object.keys(expectations)),
)

/** The parts of a scenario that the published schema gives a name of their own. */
export const scenarioParts: Readonly<Record<string, v.GenericSchema>> = {
  failure,
  given,
  fault,
  timelineEntry,
  step,
  expectation,
}

/** The shape of a scenario's file; `fixtures/scenario.schema.json` is made from it by `scripts/schema.mjs`. */
export const scenarioSchema: v.GenericSchema<unknown, Scenario> = bag({
  $schema: v.exactOptional(v.pipe(text(), v.description('Where the JSON schema lies.'))),
  title: v.pipe(text(), v.description('What happens, in a sentence for people.')),
  description: v.exactOptional(v.pipe(text(), v.description('What an application should make of it.'))),
  failure: v.exactOptional(failure),
  dialect: v.exactOptional(
    v.pipe(oneOf('dialect', dialects), v.description('The only dialect in which it makes sense. Left out: both.')),
  ),
  given: v.exactOptional(given),
  faults: v.exactOptional(
    v.pipe(list(fault), v.description('Failures that are asked for, whatever the circumstances.')),
  ),
  timeline: v.exactOptional(
    v.pipe(
      list(timelineEntry),
      v.description('What happens by itself: at a time from the beginning, or after an event and a wait.'),
    ),
  ),
  steps: v.exactOptional(
    v.pipe(
      list(step),
      v.description(
        'What an application would do, for playing without one: calls, waits, and what others do meanwhile.',
      ),
    ),
  ),
  expect: v.exactOptional(
    v.pipe(list(expectation), v.description('What has to be heard then. Steps are counted from 1.')),
  ),
})
