/** The texts of the view of staff as a client. */
export const seeAs = {} as const satisfies Record<string, string>
