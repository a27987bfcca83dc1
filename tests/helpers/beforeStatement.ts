import type { Pool } from 'pg'
import { isObject } from '../../src/lib/values'

type Query = (...args: unknown[]) => unknown

type Watch = {
  /** The statements that were sent, by name. */
  names: string[]
  restore: () => void
}

/**
 * Watches the named statements that this process sends to any database.
 * @param act called before each of them; the statement is sent once it is done
 */
export const watchStatements = async (
  pool: Pool,
  act?: (name: string) => Promise<unknown> | undefined,
): Promise<Watch> => {
  const client = await pool.connect()
  const prototype: { query: Query } = Object.getPrototypeOf(client)
  client.release()
  const { query } = prototype
  const names: string[] = []
  prototype.query = function (this: unknown, ...args) {
    const [config] = args
    const name = isObject(config) && typeof config.name === 'string' ? config.name : null
    if (name === null) return Reflect.apply(query, this, args)
    names.push(name)
    const done = act?.(name)
    if (!done) return Reflect.apply(query, this, args)
    return done.then(() => Reflect.apply(query, this, args))
  }
  return {
    names,
    restore: () => {
      prototype.query = query
    },
  }
}

/**
 * Runs `race` with `act` just before the first statement whose name begins so: what the statement then finds has
 * changed since the process last read it.
 * @throws if there was no such statement
 */
export const justBefore = async <Result>(
  pool: Pool,
  {
    act,
    race,
    statement,
  }: { act: () => Promise<unknown>; race: () => Promise<Result>; statement: string },
): Promise<Result> => {
  let isDone = false
  const watch = await watchStatements(pool, (name) => {
    if (isDone || !name.startsWith(statement)) return undefined
    isDone = true
    return act()
  })
  try {
    const result = await race()
    if (!isDone) throw new Error(`There was no ${statement}, but ${watch.names.join(', ')}`)
    return result
  } finally {
    watch.restore()
  }
}
