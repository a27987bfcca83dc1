/** The texts of the client's pages. */
export const portal = {} as const satisfies Record<string, string>
