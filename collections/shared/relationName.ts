/** Components of a relation that shows the name of what it leads to, in lists and on pages. */
export const relationName = {
  Cell: '/src/components/RelationName#RelationNameCell',
  Field: '/src/components/RelationName#RelationNameField',
}
