import * as v from 'valibot'
import { dialects } from '../../contract/dialect.ts'
import { anchorKeys, entryAnchorKeys, eventTargets } from '../../kernel/journal/anchor.ts'
import { answerStatus, restRequest } from '../../vocabulary/rest-words.ts'
import {
  duration,
  either,
  facts,
  filled,
  flag,
  optional,
  someBag,
  someFacts,
  text,
  whole,
  words,
  yes,
} from '../../vocabulary/shape.ts'
import { howOften, whichCall } from '../../vocabulary/words.ts'
import { callables, promised } from '../play/calls.ts'
import type { Expectation, Landmark, Scenario, ScenarioFault, Step, TimelineEntry } from '../scenario.ts'
import { requestTokens } from '../scenario.ts'
import { failure as failureId } from '../verbs/fault.ts'
import { actionShapes, nounKeys } from '../verbs/nouns.ts'
import { given } from './given.ts'
import { bagOf, type Keys, schemaOf } from './schema-of.ts'
import {
  bag,
  byOnlyKey,
  byOwnKey,
  isObject,
  list,
  noneOfTheKeys,
  oneOf,
  shapes,
  text as textSchema,
} from './sentences.ts'

const failure = schemaOf(failureId)

const fault = bagOf<ScenarioFault>({
  failure: failureId,
  times: optional(howOften),
  call: optional(whichCall),
  match: { is: 'optional', of: someFacts },
  after: optional(duration),
})

const what = 'entry of a timeline'
const again = { every: optional(duration), times: optional(howOften), until: optional(duration) }

/** An action with the keys of its place. */
const action = (more: Keys): v.GenericSchema =>
  shapes(actionShapes(more), byOnlyKey(nounKeys), noneOfTheKeys(what, nounKeys))

// Their names are looked at by checkScenario(): the published schema would have the lists once for each kind of act.
const entryAnchorShapes = {
  event: optional(text),
  on: optional(words('object', eventTargets)),
  call: optional(text),
  fails: optional(text),
  request: optional(text),
  reply: optional(text),
  nth: optional(whole('which one of that name', 1, 1_000_000)),
}

const eventOrAnchor = either(text, someBag({ ...entryAnchorShapes, answered: optional(text) }, anchorKeys))

const timelineEntry = shapes<TimelineEntry>(
  {
    at: action({ at: duration, ...again }),
    after: action({ after: eventOrAnchor, wait: optional(duration), ...again }),
    every: action({ ...again, every: duration }),
  },
  byOwnKey(['at', 'after', 'every']),
  noneOfTheKeys(what, ['at', 'after', 'every']),
)

const stepNumber = whole('the number of a step', 1, 1_000_000)
const entryNumber = whole('the number of an entry', 1, 1_000_000)

const stepPlace = optional(
  either(
    filled,
    someBag(
      {
        event: optional(filled),
        on: optional(words('object', eventTargets)),
        same: optional(flag),
        nth: optional(whole('which dispatch of the event', 1, 1_000_000)),
        answer: optional(stepNumber),
        later: optional(flag),
      },
      ['event', 'answer'],
    ),
  ),
)

const callKeys: Keys = {
  args: { is: 'optional', of: { is: 'list', of: { is: 'json' } } },
  on: optional(filled),
  as: optional(filled),
  handler: optional(flag),
  await: optional(flag),
  in: stepPlace,
  together: optional(flag),
}

const callStep = shapes(
  {
    plain: bagOf({ call: words('call', callables), ...callKeys }),
    promised: bagOf({ call: words('call with a promise form', promised), ...callKeys, promise: flag }),
  },
  (input) => (isObject(input) && 'promise' in input ? 'promised' : 'plain'),
  noneOfTheKeys('call', ['call']),
)

const requestStep = bagOf({
  request: restRequest,
  path: { is: 'optional', of: { is: 'json' } },
  query: { is: 'optional', of: facts },
  body: { is: 'optional', of: { is: 'json' } },
  headers: { is: 'optional', of: facts },
  token: optional(words('token of a request', requestTokens)),
  await: optional(flag),
})

const waitStep = bagOf({
  wait: duration,
  until: optional(someBag({ ...entryAnchorShapes, entry: optional(entryNumber) }, [...entryAnchorKeys, 'entry'])),
})

const entryStep = bagOf({ entry: entryNumber, in: stepPlace })

const stepShapes = { call: callStep, request: requestStep, wait: waitStep, entry: entryStep, ...actionShapes({}) }

const step = shapes<Step>(stepShapes, byOwnKey(Object.keys(stepShapes)), noneOfTheKeys('step', Object.keys(stepShapes)))

const on = optional(words('object', eventTargets))
const reason = optional(text)

const landmark = shapes<Landmark>(
  { word: textSchema(), event: bagOf({ event: text, on, reason }), step: bagOf({ step: stepNumber }) },
  (input) => (typeof input === 'string' ? 'word' : byOwnKey(['event', 'step'])(input)),
  noneOfTheKeys('event or answer', ['event', 'step']),
)

const expectations = {
  fails: bagOf({ step: optional(stepNumber), fails: failureId }),
  succeeds: bagOf({ step: stepNumber, succeeds: yes }),
  unanswered: bagOf({ step: stepNumber, unanswered: yes }),
  status: bagOf({
    step: stepNumber,
    status: either(answerStatus, words('status', ['failed'])),
    body: { is: 'optional', of: { is: 'json' } },
    whole: optional(flag),
  }),
  event: bagOf({ event: text, on, reason, times: optional(whole('how many times', 0, 1000)) }),
  order: bag({
    order: v.pipe(
      list(landmark),
      v.minLength(2, 'has no order: name two events or answers at least, the first of them first.'),
    ),
  }),
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
  $schema: v.exactOptional(v.pipe(textSchema(), v.description('Where the JSON schema lies.'))),
  title: v.pipe(
    textSchema(),
    v.regex(/\S/, 'must not be empty. Say what happens, in a sentence.'),
    v.description('What happens, in a sentence for people.'),
  ),
  description: v.exactOptional(v.pipe(textSchema(), v.description('What an application should make of it.'))),
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
