const names = new WeakMap<object, string>()

/** Notes by which of its keys a user signed in. Not on the user, which is what answers are made of. */
export const noteKeyName = (user: object, name: string): void => {
  names.set(user, name)
}

/** The name of the key that signed this user in, if it was a named one. */
export const keyNameOf = (user: object): string | undefined => names.get(user)
