/** The texts of the list of calls. */
export const calls = {} as const satisfies Record<string, string>
