import { type FragmentDefinitionNode, type OperationDefinitionNode, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { copiesOf } from '../../../src/graphql/copies'

const copies = (query: string): number => {
  const fragments = new Map<string, FragmentDefinitionNode>()
  let operation: OperationDefinitionNode | undefined
  for (const each of parse(query).definitions) {
    if (each.kind === 'FragmentDefinition') fragments.set(each.name.value, each)
    if (each.kind === 'OperationDefinition') operation = each
  }
  if (!operation) throw new Error('There is no operation')
  return copiesOf(operation, fragments)
}

describe('how often an answer holds a value', () => {
  it.each([
    ['{ calls { docs { id text } } }', 1],
    ['{ calls { docs { text text } } }', 1],
    ['{ calls { docs { a: text b: text c: other } } }', 2],
    ['{ calls { docs { text b: text ...F } } } fragment F on Call { c: text }', 3],
    ['{ calls { docs { ... on Call { a: text } b: text } } }', 2],
    ['{ calls { a: docs { x: text y: text } b: docs { z: text } } }', 3],
    ['{ calls { docs { text } docs { b: text } } }', 2],
    // Each of these is read for itself.
    ['{ a: calls { docs { text } } b: calls { docs { text } } }', 1],
    ['{ a: calls { docs { text } } b: calls { docs { x: text y: text } } }', 2],
    ['{ one { a: other { x: text y: text } b: other { x: text y: text } } }', 4],
  ])('is counted in %s', (query, count) => {
    expect(copies(query)).toBe(count)
  })
})
