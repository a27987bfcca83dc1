/** The components of a relation field that show the name of the related document, in lists and on pages. */
export const relationName = {
  Cell: '/src/components/RelationName#RelationNameCell',
  Field: '/src/components/RelationName#RelationNameField',
}
