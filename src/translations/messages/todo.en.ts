/** The texts of the to-do list. */
export const todo = {} as const satisfies Record<string, string>
