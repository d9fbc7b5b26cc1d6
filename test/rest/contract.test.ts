import { describe, expect, test } from 'vitest'
import contract from '../../fixtures/facts/rest-contract.json' with { type: 'json' }
import { restFailureList } from '../../src/contract/rest/failures.ts'
import { type RestOperation, restOperationRows } from '../../src/contract/rest/operations.ts'
import { type Cause, type Causes, errorShape } from './cause.ts'
import { productionCauses } from './causes-productions.ts'
import { sessionCauses } from './causes-sessions.ts'
import { called } from './service-caller.ts'

const causes: Causes = { ...sessionCauses, ...productionCauses }

const operationsOf = Object.keys(restOperationRows) as RestOperation[]
const cases = operationsOf.flatMap((operation) =>
  Object.entries(causes[operation]).map(([outcome, cause]) => [operation, outcome, cause] as const),
)
const rowOf = (operation: string, slug: string) =>
  restFailureList.find((row) => row.operation === operation && row.slug === slug)

async function brought(operation: RestOperation, { asking = {}, before, options }: Cause) {
  const call = await called(options)
  await before?.(call)
  const given = typeof asking === 'function' ? await asking(call) : asking
  await call.simulator.settled()
  const facts = (): readonly unknown[] => call.simulator.journal.find({ kind: 'fact' })
  const known = facts()
  const answer = await call.ask(operation, given)
  await call.simulator.settled()
  return { call, answer, happened: facts().slice(known.length) }
}

/** The names of the fields that the contract gives for an answer, such as `{count, items}`. */
function namesOf(operation: RestOperation, status: string): readonly string[] {
  const { method, path } = restOperationRows[operation]
  const plain = (text: string): string => text.replace(/\{\w+\}/g, '{}')
  const found = contract.operations.find((one) => one.method === method && plain(one.path) === plain(path))
  const text = Object.entries(found?.responses ?? {}).find(([one]) => one === status)?.[1] ?? ''
  const [shape = ''] = /[[{].*/.exec(text) ?? []
  return shape.match(/\b[a-z]\w*/g) ?? []
}

const keysIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]) => [...(Array.isArray(value) ? [] : [key]), ...keysIn(one)])
    : []

describe('by its cause', () => {
  test.each(cases)('%s: %s', async (operation, outcome, cause) => {
    const { call, answer, happened } = await brought(operation, cause)
    const row = rowOf(operation, outcome)
    if (row === undefined) {
      expect(answer).toMatchObject({ status: Number(outcome) })
      expect(keysIn(answer.json)).toEqual(expect.arrayContaining([...namesOf(operation, outcome)]))
    } else {
      expect(answer).toMatchObject({ status: row.status, json: { ...errorShape, code: row.code } })
      expect(row.cause).toBe('natural')
      expect(happened).toEqual([])
    }
    await cause.after?.(call, answer)
  })
})

describe('by name', () => {
  test.each(restFailureList.map((failure) => [failure.id, failure] as const))('%s', async (id, failure) => {
    const call = await called()
    call.simulator.fail(id)
    const answer = await call.ask(failure.operation, { body: {} })
    expect(answer).toMatchObject({ status: failure.status, json: { ...errorShape, code: failure.code } })
    expect(call.simulator.armed).toEqual([])
    expect([call.simulator.room().connections.length, call.simulator.room().streams.length]).toEqual([2, 1])
  })
})

describe('the contract', () => {
  const pairs = contract.operations.flatMap(({ method, path, responses }) =>
    Object.keys(responses).map((status) => `${method} ${path.replace(/\{\w+\}/g, '{}')} ${status}`),
  )
  const reached = (outcomes: (operation: RestOperation) => readonly number[]): readonly string[] =>
    operationsOf
      .filter((operation) => restOperationRows[operation].source === 'contract')
      .flatMap((operation) => {
        const { method, path } = restOperationRows[operation]
        return outcomes(operation).map((status) => `${method} ${path.replace(/\{\w+\}/g, '{}')} ${status}`)
      })

  test('has 34 requests and 133 pairs of request and status, and all of them are in the table', () => {
    expect([contract.operations.length, pairs.length]).toEqual([34, 133])
    expect(new Set(reached((operation) => restOperationRows[operation].statuses))).toEqual(new Set(pairs))
  })

  test('is reached pair by pair: by a cause, or on demand where the contract names none', () => {
    const natural = new Set(
      reached((operation) =>
        Object.keys(causes[operation]).map((outcome) => rowOf(operation, outcome)?.status ?? Number(outcome)),
      ),
    )
    const armedOnly = pairs.filter((pair) => !natural.has(pair))
    const onDemand = new Set(
      reached((operation) => restFailureList.filter((row) => row.operation === operation).map(({ status }) => status)),
    )
    expect(armedOnly.filter((pair) => !onDemand.has(pair))).toEqual([])
    expect(armedOnly.map((pair) => pair.split(' ').at(-1)).sort()).toEqual([
      '408',
      '500',
      '500',
      '500',
      '500',
      '500',
      '500',
    ])
  })

  test('has a cause for every failure that is said to come about by itself', () => {
    const missing = restFailureList.filter(
      ({ operation, slug, cause }) => cause === 'natural' && !(slug in causes[operation]),
    )
    expect(missing.map(({ id }) => id)).toEqual([])
  })
})
