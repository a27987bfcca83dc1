/**
 * A method that the types do not declare, bound to its object.
 * @throws if it no longer exists, which is better than a wrong answer
 */
export const methodOf = (object: object, name: string): ((...args: unknown[]) => unknown) => {
  const method: unknown = Reflect.get(object, name)
  if (typeof method !== 'function') throw new Error(`There is no ${name} any more`)
  return (...args) => Reflect.apply(method, object, args)
}
