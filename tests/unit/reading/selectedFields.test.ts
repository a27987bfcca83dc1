import { type FragmentDefinitionNode, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { selectedFields } from '../../../src/graphql/selectedFields'

const selectedIn = (query: string, path: string[]) => {
  const { definitions } = parse(query)
  const fragments: Record<string, FragmentDefinitionNode> = {}
  for (const each of definitions) {
    if (each.kind === 'FragmentDefinition') fragments[each.name.value] = each
  }
  const operation = definitions.find((each) => each.kind === 'OperationDefinition')
  const fieldNodes = (operation?.selectionSet.selections ?? []).filter(
    (each) => each.kind === 'Field',
  )
  return selectedFields({ fieldNodes, fragments }, path).sort()
}

describe('the fields that a query asks for', () => {
  it.each([
    ['{ list { docs { a b: c } } }', ['a', 'c']],
    ['{ list { total } }', []],
    ['{ list { docs { a } docs { b } } list { docs { c } } }', ['a', 'b', 'c']],
    ['{ list { ... on Any { docs { ... { a } } } other: docs { b { deep } } } }', ['a', 'b']],
    [
      '{ list { ...Page } } fragment Page on P { docs { ...Doc b } } fragment Doc on D { a }',
      ['a', 'b'],
    ],
    ['{ list { docs { a @skip(if: true) } } }', ['a']],
  ])('are found in %s', (query, fields) => {
    expect(selectedIn(query, ['docs'])).toEqual(fields)
  })

  it('are those of the field itself without a path', () => {
    expect(selectedIn('{ one { a b { c } } }', [])).toEqual(['a', 'b'])
  })
})
