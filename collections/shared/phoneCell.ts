/** The list cell of phone numbers. */
export const phoneCell = { Cell: '/src/components/PhoneCell#PhoneCell' }
