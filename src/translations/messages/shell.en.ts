/** The texts of the frame of the client’s pages, and of their forms. */
export const shell = {} as const satisfies Record<string, string>
