import type { FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode } from 'graphql'
import { fieldsOf } from './costs'

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** How often the selections of one object contain the same value: the maximum over all values. */
const copiesIn = (selections: readonly SelectionSetNode[], fragments: Fragments): number => {
  const fields = selections.flatMap((each) => fieldsOf(each, fragments))
  // By field name, then by the name in the response.
  const byName = new Map<string, Map<string, SelectionSetNode[]>>()
  for (const { alias, name, selectionSet } of fields) {
    const called = byName.get(name.value) ?? new Map<string, SelectionSetNode[]>()
    byName.set(name.value, called)
    const key = (alias ?? name).value
    called.set(key, [...(called.get(key) ?? []), ...(selectionSet ? [selectionSet] : [])])
  }
  const counts = [...byName.values()].map((called) =>
    [...called.values()].reduce((sum, inner) => sum + copiesIn(inner, fragments), 0),
  )
  return Math.max(1, ...counts)
}

/**
 * How often a response contains each value that was read for one of its lists or documents, at most: a
 * field may be selected under several aliases.
 */
export const copiesOf = ({ selectionSet }: OperationDefinitionNode, fragments: Fragments): number =>
  Math.max(
    1,
    // Each root field is read separately.
    ...fieldsOf(selectionSet, fragments).map((root) =>
      root.selectionSet ? copiesIn([root.selectionSet], fragments) : 1,
    ),
  )
