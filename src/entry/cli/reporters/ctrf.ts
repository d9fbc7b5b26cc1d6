import { findingWords, nameOf, type Outcome, type RunOutcome } from './outcome.ts'

/** The version of the Common Test Report Format that is written. */
const specVersion = '0.0.0'

function testOf(outcome: Outcome): object {
  const { file, status, findings, picture, tookMs } = outcome
  const isPassed = status === 'passed'
  const [first] = findings
  return {
    name: nameOf(outcome),
    status: isPassed ? 'passed' : 'failed',
    duration: Math.round(tookMs),
    suite: [file],
    filePath: file,
    ...(first === undefined ? {} : { line: first.line }),
    ...(isPassed ? {} : { message: findings.map(findingWords).join('\n') }),
    ...(isPassed || picture === '' ? {} : { trace: picture }),
  }
}

/** The outcome of a run in the Common Test Report Format. */
export function ctrf({ command, version, startedAt, endedAt, outcomes }: RunOutcome): string {
  const passed = outcomes.filter(({ status }) => status === 'passed').length
  const report = {
    reportFormat: 'CTRF',
    specVersion,
    generatedBy: `fake-opentok ${version}`,
    results: {
      tool: { name: `fake-opentok ${command}`, version },
      summary: {
        tests: outcomes.length,
        passed,
        failed: outcomes.length - passed,
        skipped: 0,
        pending: 0,
        other: 0,
        start: startedAt,
        stop: endedAt,
      },
      tests: outcomes.map(testOf),
    },
  }
  return JSON.stringify(report, null, 2)
}
