import { parseArgs } from 'node:util'
import { StartError } from '../startError'

/** The options of `npm run reread`. */
export type RereadOptions = {
  /** Id or e-mail address. Undefined: all clients. */
  client: string | undefined
  dryRun: boolean
  resume: boolean
}

const USAGE = 'Usage: npm run reread [-- [--client <id or e-mail>] [--dry-run] [--resume]]'

/** Parses the command's arguments. @throws {StartError} for unknown ones */
export const readOptions = (args: readonly string[]): RereadOptions => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        client: { type: 'string' },
        'dry-run': { default: false, type: 'boolean' },
        resume: { default: false, type: 'boolean' },
      },
    })
    return { client: values.client, dryRun: values['dry-run'], resume: values.resume }
  } catch {
    throw new StartError(USAGE)
  }
}
