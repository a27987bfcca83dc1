const names = new WeakMap<object, string>()

/** Remembers which key signed a user in. Not stored on the user object, which can become part of responses. */
export const noteKeyName = (user: object, name: string): void => {
  names.set(user, name)
}

/** The name of the key that signed this user in. Undefined if it was not a named key. */
export const keyNameOf = (user: object): string | undefined => names.get(user)
