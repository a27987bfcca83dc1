/** The texts of mails that sign somebody in. */
export const signIn = {} as const satisfies Record<string, string>
