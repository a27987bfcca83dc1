import type { Pool, PoolClient } from 'pg'
import { intakePool } from '../../src/database/connection/pool'
import { isObject } from '../../src/lib/values'

type Watch = {
  /** The statements that were sent, by name. */
  names: string[]
  restore: () => void
}

/**
 * Watches the named statements that a desk in this process sends.
 * @param act called before each of them; the statement is sent once it is done
 */
export const watchStatements = (
  pool: Pool,
  act?: (name: string) => Promise<unknown> | undefined,
): Watch => {
  const names: string[] = []
  const watched = new Map<PoolClient, unknown>()
  const watch = (client: PoolClient) => {
    if (watched.has(client)) return
    const query = Reflect.get(client, 'query')
    watched.set(client, query)
    Reflect.set(client, 'query', (...args: unknown[]): unknown => {
      const send = () => Reflect.apply(query, client, args)
      const [config] = args
      const name = isObject(config) && typeof config.name === 'string' ? config.name : null
      if (name === null) return send()
      names.push(name)
      const done = act?.(name)
      return done ? done.then(send) : send()
    })
  }
  const pools = [pool, intakePool(pool)]
  for (const each of pools) each.on('acquire', watch)
  return {
    names,
    restore: () => {
      for (const each of pools) each.off('acquire', watch)
      for (const [client, query] of watched) Reflect.set(client, 'query', query)
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
  const watch = watchStatements(pool, (name) => {
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
