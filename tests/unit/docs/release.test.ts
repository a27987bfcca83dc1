import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ROOT, read } from '../../helpers/documentation'

const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    scripts: z.record(z.string(), z.string()),
    version: z.string(),
  })
  .parse(JSON.parse(read('package.json')))

/** Runs an npm script that is one program of Node, with arguments. */
const runScript = (name: string, ...args: string[]) => {
  const [program, ...rest] = (manifest.scripts[name] ?? '').split(' ')
  expect(program).toBe('node')
  return spawnSync(process.execPath, [...rest, ...args], { cwd: ROOT, encoding: 'utf8' })
}

const changelog = read('CHANGELOG.md')
const sections = changelog.split(/^## /m).slice(1)
const titles = sections.map((section) => section.slice(0, section.indexOf('\n')))

describe('the changelog', () => {
  it('has what is to come, then dated versions, the newest first', () => {
    expect(titles[0]).toBe('[Unreleased]')
    const versions = titles.slice(1).map((title) => {
      expect(title).toMatch(/^\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$/)
      const [, ...parts] = /^\[(\d+)\.(\d+)\.(\d+)\]/.exec(title) ?? []
      return parts.map(Number)
    })
    const order = [...versions].sort(
      (a, b) => (b[0] ?? 0) - (a[0] ?? 0) || (b[1] ?? 0) - (a[1] ?? 0) || (b[2] ?? 0) - (a[2] ?? 0),
    )
    expect(versions).toEqual(order)
  })

  it('sorts changes as Keep a Changelog does', () => {
    const kinds = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']
    for (const section of sections) {
      const used = [...section.matchAll(/^### (.+)$/gm)].map(([, kind = '']) => kind)
      expect(used).toEqual(kinds.filter((kind) => used.includes(kind)))
      const firstLine = section.indexOf('\n- ')
      const firstKind = section.indexOf('\n### ')
      if (firstLine >= 0) expect(firstKind >= 0 && firstKind < firstLine).toBe(true)
    }
  })

  it('has a link for each version', () => {
    for (const title of titles) {
      const name = /^\[[^\]]+\]/.exec(title)?.[0]
      expect(changelog).toMatch(new RegExp(`^\\${name}: \\.\\./\\.\\./(?:compare|tree)/\\S+$`, 'm'))
    }
  })
})

describe('a release', () => {
  it('is checked, and says what is new', () => {
    const { status, stderr, stdout } = runScript('release:check', `v${manifest.version}`)
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('### ')
    expect(stdout).not.toMatch(/^## |^\[/m)
  })

  it.each(['', 'v0.0.1', manifest.version.replace(/^/, 'x'), `${manifest.version}`])(
    'is refused for a tag such as “%s”',
    (tag) => {
      const { status, stderr, stdout } = runScript('release:check', tag)
      expect([status, stdout]).toEqual([1, ''])
      expect(stderr).not.toBe('')
    },
  )
})

describe('the newest Payload', () => {
  it('is taken for all of its packages, and for no others', () => {
    const { status, stdout } = runScript('payload:newest', '--dry-run')
    expect(status).toBe(0)
    const taken = stdout
      .trim()
      .split(' ')
      .filter((word) => word.endsWith('@3'))
    const installed = Object.entries(manifest.dependencies).filter(([name]) =>
      /^(?:payload$|@payloadcms\/)/.test(name),
    )
    expect(taken.sort()).toEqual(installed.map(([name]) => `${name}@3`).sort())
    expect(new Set(installed.map(([, version]) => version)).size).toBe(1)
  })
})
