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
 * The names of the fields that a query asks for at a path below the field that is being resolved,
 * whatever their aliases, from however many places and fragments. Those that `@skip` or `@include`
 * leave out count too.
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
