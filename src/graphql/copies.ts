import type { FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode } from 'graphql'
import { fieldsOf } from './costs'

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** How often what is asked of one object holds the same value: for the value that it holds most often. */
const copiesIn = (selections: readonly SelectionSetNode[], fragments: Fragments): number => {
  const fields = selections.flatMap((each) => fieldsOf(each, fragments))
  // By what they are, and then by what they are called in the answer.
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
 * How often an answer holds each value that was read for one of its lists or documents: a field may be asked
 * for under several names.
 */
export const copiesOf = ({ selectionSet }: OperationDefinitionNode, fragments: Fragments): number =>
  Math.max(
    1,
    // Each of these is read for itself.
    ...fieldsOf(selectionSet, fragments).map((root) =>
      root.selectionSet ? copiesIn([root.selectionSet], fragments) : 1,
    ),
  )
