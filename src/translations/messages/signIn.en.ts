/** The texts of signing in. */
export const signIn = {} as const satisfies Record<string, string>
