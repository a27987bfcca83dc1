import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findProgram, installPackages } from './installPackages'

const project = fileURLToPath(new URL('../django', import.meta.url))

const hasDjango = (python: string): boolean => {
  try {
    execFileSync(python, ['-c', 'import django'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const findPython = (): string => {
  const found = findProgram('python3')
  if (found !== undefined && hasDjango(found)) return found
  const problem = installPackages(['python3', 'python3-django'])
  const python = findProgram('python3')
  if (python !== undefined && hasDjango(python)) return python
  throw new Error(`The test of moving in needs Django: apt-get install python3-django. ${problem}`)
}

type Dump = {
  calls?: number
  clients?: number
  /** The path of an earlier dump, whose agency is dumped again. */
  from?: string
  /** Further options of `dumpdata`. */
  options?: readonly string[]
}

/**
 * Makes an agency with real Django, and dumps it with `manage.py dumpdata`. The password of client `n` is
 * `django password n`, its e-mail `client<n>@agency.test`, its webhook token `django-token-of-client-0000<n>`.
 * @returns the path of the file, in a new folder
 */
export const djangoDump = ({
  calls = 20,
  clients = 100,
  from,
  options = [],
}: Dump = {}): string => {
  const python = findPython()
  const folder = mkdtempSync(join(tmpdir(), 'desk-django-'))
  const env = {
    ...process.env,
    AGENCY_DATABASE: join(from === undefined ? folder : dirname(from), 'agency.sqlite3'),
    DJANGO_SETTINGS_MODULE: 'agency.settings',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONIOENCODING: 'utf-8',
  }
  const manage = (...args: string[]) =>
    execFileSync(python, ['manage.py', ...args], { cwd: project, env, stdio: 'pipe' })
  const path = join(folder, 'dump.json')
  if (from === undefined) {
    manage('migrate', '--run-syncdb', '--verbosity=0')
    manage('make_agency', `--clients=${clients}`, `--calls=${calls}`)
  }
  // Calls first: an importer must not rely on the order.
  manage('dumpdata', 'calls', 'users', 'auth.group', ...options, '--output', path)
  return path
}
