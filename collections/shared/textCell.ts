/** The list cell of text fields. */
export const textCell = { Cell: '/src/components/TextCell#TextCell' }
