import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The folder of what containers and tests run by. */
export const deploy = join(import.meta.dirname, '..', '..', 'deploy')

/**
 * Fills in a file of `deploy/` as envsubst does in the containers.
 * @throws when a name has no value
 */
export const fillIn = async (path: string, values: Record<string, string>): Promise<string> => {
  const text = await readFile(join(deploy, path), 'utf8')
  return text.replace(/\$\{([A-Z][A-Z0-9_]*)\}/g, (_, name: string) => {
    const value = values[name]
    if (value !== undefined) return value
    // In the comment that explains them.
    if (name === 'NAMES') return name
    throw new Error(`${path} needs ${name}`)
  })
}
