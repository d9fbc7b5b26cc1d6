import { durationOf } from '../../kernel/time/clock.ts'
import { yearMs } from '../../vocabulary/shape.ts'
import type { Scenario, ScenarioProblem, TimelineEntry } from '../scenario.ts'
import { latencyProblem } from '../verbs/network.ts'

type Check = (scenario: Scenario) => readonly ScenarioProblem[]

const timeKeys = ['at', 'wait', 'every', 'until'] as const

const tooLate = (entry: TimelineEntry, path: string): readonly ScenarioProblem[] =>
  timeKeys.flatMap((key) => {
    const time = entry[key]
    if (time === undefined || durationOf(time) <= yearMs) return []
    return [{ path: `${path}.${key}`, message: `${JSON.stringify(time)} is more than a year. Give less.` }]
  })

function repetition(entry: TimelineEntry, path: string): readonly ScenarioProblem[] {
  const { every, times, until, at = every } = entry
  if (every === undefined) {
    const stray = times !== undefined ? 'times' : until !== undefined ? 'until' : null
    if (stray === null) return []
    return [
      { path: `${path}.${stray}`, message: 'Nothing is repeated here. Say how often, with "every", or leave it out.' },
    ]
  }
  if (durationOf(every) === 0) {
    return [{ path: `${path}.every`, message: 'Every 0 ms would never let time go on. Give more than 0.' }]
  }
  if (times === undefined && until === undefined) {
    const message =
      'This would never end. Say how many "times" altogether, or "until" when, counted from the beginning.'
    return [{ path: `${path}.every`, message }]
  }
  if (entry.after !== undefined || at === undefined || until === undefined || durationOf(at) <= durationOf(until))
    return []
  const message = `It ends before it has begun, at ${JSON.stringify(at)}. Give a later time, counted from the beginning.`
  return [{ path: `${path}.until`, message }]
}

const timelineTimes: Check = ({ timeline = [] }) =>
  timeline.flatMap((entry, index) => {
    const path = `timeline[${index}]`
    return [...tooLate(entry, path), ...repetition(entry, path)]
  })

const latencies: Check = ({ given }) => latencyProblem(given?.network?.latency, 'given.network.latency')

/** Whether every time can come, and come to its end. */
export const timeChecks: readonly Check[] = [timelineTimes, latencies]
