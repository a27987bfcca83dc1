import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql'

const fieldsIn = (
  selections: SelectionSetNode | undefined,
  { fragments }: Pick<GraphQLResolveInfo, 'fragments'>,
): FieldNode[] =>
  (selections?.selections ?? []).flatMap((selection) => {
    if (selection.kind === 'Field') return [selection]
    const fragment =
      selection.kind === 'InlineFragment' ? selection : fragments[selection.name.value]
    return fieldsIn(fragment?.selectionSet, { fragments })
  })

/**
 * The names of the fields that a query selects at a path below the current field, by their real names,
 * from all selections and fragments. Fields excluded by `@skip` or `@include` are included.
 */
export const selectedFields = (
  info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>,
  path: readonly string[],
): string[] => {
  const nodes = path.reduce<readonly FieldNode[]>(
    (parents, name) =>
      parents
        .flatMap(({ selectionSet }) => fieldsIn(selectionSet, info))
        .filter((field) => field.name.value === name),
    info.fieldNodes,
  )
  const names = nodes.flatMap(({ selectionSet }) => fieldsIn(selectionSet, info))
  return [...new Set(names.map(({ name }) => name.value))]
}
