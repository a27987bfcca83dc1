/** Component of a text's column in lists. */
export const textCell = { Cell: '/src/components/TextCell#TextCell' }
