import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ROOT, read } from '../../helpers/documentation'
import { parseYAML } from '../../helpers/yaml'

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')))

const stepSchema = z.strictObject({
  env: z.record(z.string(), z.string()).optional(),
  name: z.string().optional(),
  run: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.boolean(), z.number()])).optional(),
})
const jobSchema = z.strictObject({
  container: z.string().optional(),
  name: z.string().optional(),
  needs: z.string().optional(),
  'runs-on': z.string().optional(),
  steps: z.array(stepSchema).default([]),
  'timeout-minutes': z.number().optional(),
  uses: z.string().optional(),
})
const workflowSchema = z.strictObject({
  concurrency: z.object({ 'cancel-in-progress': z.boolean(), group: z.string() }).optional(),
  jobs: z.record(z.string(), jobSchema),
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
})

const FOLDER = '.github/workflows'
const FILES = readdirSync(join(ROOT, FOLDER))
const workflows = FILES.map((file) => ({
  file,
  ...workflowSchema.parse(parseYAML(read(join(FOLDER, file)))),
}))
const jobs = workflows.flatMap(({ file, jobs }) =>
  Object.entries(jobs).map(([id, job]) => ({ file, id, ...job })),
)
const steps = jobs.flatMap(({ file, id, steps }) => steps.map((step) => ({ file, id, ...step })))

/** Scripts that the suite runs: as itself, as its first checks, or in a test. */
const RUN_BY_THE_SUITE = ['lint', 'payload:newest', 'release:check', 'test:crash', 'typecheck']

describe('the workflows', () => {
  it('are those that are meant', () => {
    expect(FILES.sort()).toEqual(['ci.yml', 'nightly.yml', 'release.yml', 'weekly.yml'])
  })

  it('may read the repository and nothing else', () => {
    for (const { file, permissions } of workflows) {
      expect([file, permissions]).toEqual([file, { contents: 'read' }])
    }
  })

  it('run nothing but npm scripts that the suite runs as well', () => {
    const commands = steps.flatMap(({ run }) => run ?? [])
    expect(commands.length).toBeGreaterThan(10)
    const wrong = commands.filter((command) => {
      if (command.includes('\n')) return true
      const script = /^npm run ([\w:]+)(?: -- [^;&|`]+)?$/.exec(command)?.[1]
      if (script) return !(script in scripts) || !RUN_BY_THE_SUITE.includes(script)
      return !/^npm test(?: --(?: tests\/(?:unit|int|crash|ha|e2e))+)?$/.test(command)
    })
    expect(wrong).toEqual([])
  })

  it('test all that the suite tests', () => {
    const tested = steps.flatMap(({ run }) => run?.match(/tests\/\w+/g) ?? [])
    const folders = ['crash', 'e2e', 'ha', 'int', 'unit'].map((name) => `tests/${name}`)
    expect([...new Set(tested)].sort()).toEqual(folders)
  })

  it('put nothing of an event into a command', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([])
  })

  it('use actions by the hash of a commit, with its version beside it', () => {
    for (const file of FILES) {
      for (const [, action = ''] of read(join(FOLDER, file)).matchAll(/\buses: (.+)$/gm)) {
        expect(action).toMatch(/^(?:\.\/[\w./-]+|[\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+)$/)
      }
    }
    const versions = new Map<string, Set<string>>()
    for (const { uses = '' } of steps) {
      const [action = '', hash = ''] = uses.split('@')
      versions.set(action, (versions.get(action) ?? new Set()).add(hash))
    }
    expect([...versions].filter(([, hashes]) => hashes.size > 1)).toEqual([])
  })

  it('end: each job within two hours', () => {
    const endless = jobs.filter(
      (job) => job.uses === undefined && !((job['timeout-minutes'] ?? 999) <= 120),
    )
    expect(endless).toEqual([])
  })

  it('check out without leaving the credentials behind', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.length).toBeGreaterThan(5)
    for (const each of checkouts) expect(each.with?.['persist-credentials']).toBe(false)
  })

  it('use the Node of .nvmrc, and one more each night', () => {
    const nodes = jobs.flatMap(({ container, id }) => (container ? { container, id } : []))
    const other = nodes.filter(
      ({ container }) => container !== `node:${read('.nvmrc').trim()}-bookworm`,
    )
    expect(other.map(({ id }) => id)).toEqual(['node-24'])
  })

  it('need only jobs that there are', () => {
    for (const { file, needs } of jobs) {
      if (needs) expect(jobs.some((job) => job.file === file && job.id === needs)).toBe(true)
    }
  })

  it('build the image of a release with its SBOM', () => {
    const build = steps.find(({ uses }) => uses?.startsWith('docker/build-push-action@'))
    expect(build).toMatchObject({ file: 'release.yml', with: { context: '.', sbom: true } })
  })
})

describe('the other files for GitHub', () => {
  const formSchema = z.object({
    body: z.array(
      z.object({
        attributes: z.object({ label: z.string().optional(), value: z.string().optional() }),
        id: z.string().optional(),
        type: z.enum(['checkboxes', 'dropdown', 'input', 'markdown', 'textarea']),
      }),
    ),
    description: z.string(),
    name: z.string(),
  })

  it.each(['bug', 'feature'])('the form for a %s can be filled in', (name) => {
    const { body } = formSchema.parse(parseYAML(read(`.github/ISSUE_TEMPLATE/${name}.yml`)))
    const ids = body.flatMap(({ id }) => id ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    for (const { attributes, id, type } of body) {
      if (type === 'markdown') expect(attributes.value).toBeDefined()
      else expect([id, attributes.label]).not.toContain(undefined)
    }
  })

  it('the form for a bug sends vulnerabilities elsewhere', () => {
    expect(read('.github/ISSUE_TEMPLATE/bug.yml')).toContain('SECURITY.md')
  })

  it('dependencies are kept up to date wherever there are some', () => {
    const { updates } = z
      .object({
        updates: z.array(
          z.object({
            directories: z.array(z.string()).optional(),
            directory: z.string().optional(),
            'package-ecosystem': z.string(),
          }),
        ),
        version: z.literal(2),
      })
      .parse(parseYAML(read('.github/dependabot.yml')))
    expect(updates.map((each) => each['package-ecosystem'])).toEqual([
      'npm',
      'github-actions',
      'docker',
    ])
    for (const { directories = [], directory } of updates) {
      for (const each of [...directories, ...(directory ? [directory] : [])]) {
        expect(readdirSync(join(ROOT, each)).length).toBeGreaterThan(0)
      }
    }
  })
})
