/** The texts of the page of a call. */
export const call = {} as const satisfies Record<string, string>
