import { buildSchema, Kind, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { BUDGET, costOf, limitCosts } from '../../../src/graphql/costs'

const schema = buildSchema(`
  type Call { id: String }
  type Calls { docs: [Call] totalDocs: Int }
  type Count { totalDocs: Int }
  type Query {
    CallSummaries(limit: Int): Calls
    CallSummary(id: String): Call
    countCallSummaries: Count
  }
  type Mutation {
    deleteCallSummary(id: String): Call
    loginUser(email: String): Count
  }`)

const cost = (query: string, variables: Record<string, unknown> = {}) => {
  const document = parse(query)
  const [operation] = document.definitions
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('No operation')
  return costOf({ document, operation, schema, variables })
}

describe('a query costs', () => {
  it.each([
    ['a list its limit', '{ CallSummaries(limit: 30) { docs { id } } }', { lists: 1, total: 30 }],
    ['a list the default', '{ CallSummaries { docs { id } } }', { lists: 1, total: 10 }],
    [
      'a list what it is clamped to',
      '{ CallSummaries(limit: 5000) { totalDocs } }',
      { lists: 1, total: 100 },
    ],
    [
      'a list of all, what it is clamped to',
      '{ CallSummaries(limit: 0) { totalDocs } }',
      { lists: 1, total: 100 },
    ],
    ['a count 1', '{ countCallSummaries { totalDocs } }', { lists: 0, total: 1 }],
    ['a document 1', '{ CallSummary(id: "x") { id } }', { lists: 0, total: 1 }],
    ['a mutation 10', 'mutation { deleteCallSummary(id: "x") { id } }', { lists: 0, total: 10 }],
    ['a sign-in 200', 'mutation { loginUser(email: "x") { totalDocs } }', { lists: 0, total: 200 }],
    [
      'each alias',
      '{ a: CallSummaries(limit: 7) { totalDocs } b: CallSummaries(limit: 5) { totalDocs } }',
      { lists: 2, total: 12 },
    ],
    [
      'what is in fragments, however deep',
      `query { ...F ... on Query { c: CallSummaries(limit: 2) { totalDocs } } }
       fragment F on Query { a: CallSummaries(limit: 3) { totalDocs } ...G }
       fragment G on Query { b: CallSummaries(limit: 4) { totalDocs } ...F }`,
      { lists: 3, total: 9 },
    ],
    [
      'what a variable’s default says',
      'query($n: Int = 40) { CallSummaries(limit: $n) { totalDocs } }',
      { lists: 1, total: 40 },
    ],
  ])('%s', (_, query, expected) => {
    expect(cost(query)).toEqual(expected)
  })

  it('what a variable says', () => {
    const query = 'query($n: Int) { CallSummaries(limit: $n) { totalDocs } }'
    expect(cost(query, { n: 60 }).total).toBe(60)
    expect(cost(query, {}).total).toBe(10)
  })
})

describe('the budget', () => {
  const lists = (count: number) =>
    `{ ${Array.from({ length: count }, (_, n) => `a${n}: CallSummaries(limit: 100) { totalDocs }`).join(' ')} }`
  const errorsOf = (query: string) => validate(schema, parse(query), [limitCosts(null)])

  it('lets ten full lists pass, and no more', () => {
    expect(errorsOf(lists(BUDGET / 100))).toEqual([])
    const [error] = errorsOf(lists(BUDGET / 100 + 1))
    expect(error?.extensions).toEqual({ code: 'QUERY_TOO_COSTLY', statusCode: 400 })
  })

  it('lets no field be named too often', () => {
    const often = (count: number) => `{ CallSummary { ${'id '.repeat(count)} } }`
    expect(errorsOf(often(100))).toEqual([])
    expect(errorsOf(often(101))).toHaveLength(1)
  })
})
