import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PAGES, proseOf, ROOT, read } from '../../helpers/documentation'

/** What GitHub serves beside the files of a repository, seen from a page in its root. */
const OF_GITHUB = /^\.\.\/\.\.\/(?:actions|compare|security|tree)\//

/** The anchors of a page, as GitHub makes them of its headings. */
const anchorsOf = (page: string): string[] => {
  const count = new Map<string, number>()
  return [...proseOf(page).matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) => {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-')
    const times = count.get(slug) ?? 0
    count.set(slug, times + 1)
    return times === 0 ? slug : `${slug}-${times}`
  })
}

/** Where the links and the pictures of a page lead. */
const targetsOf = (page: string): string[] => {
  const prose = proseOf(page).replace(/`[^`\n]*`/g, '')
  const patterns = [
    /\]\(([^)\s]+)\)/g,
    /^\[[^\]]+\]:\s+(\S+)/gm,
    /\b(?:href|src|srcset)="([^"]+)"/g,
  ]
  return patterns.flatMap((pattern) => [...prose.matchAll(pattern)].map(([, to = '']) => to))
}

const isRight = (page: string, target: string): boolean => {
  if (/^https:\/\//.test(target)) return true
  if (OF_GITHUB.test(target)) return dirname(page) === '.'
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? page : normalize(join(dirname(page), path))
  if (file.startsWith('..') || !existsSync(join(ROOT, file))) return false
  return anchor === undefined || anchorsOf(read(file)).includes(anchor)
}

describe('the documentation', () => {
  it('has links to look at', () => {
    expect(PAGES).toContain('docs/api.md')
    expect(PAGES.flatMap((page) => targetsOf(read(page))).length).toBeGreaterThan(80)
  })

  it.each(PAGES)('%s leads to what there is', (page) => {
    expect(targetsOf(read(page)).filter((target) => !isRight(page, target))).toEqual([])
  })

  it('can be reached from the README, page by page', () => {
    const reached = new Set(['README.md'])
    for (const page of reached) {
      for (const target of targetsOf(read(page))) {
        const [path = ''] = target.split('#')
        const file = normalize(join(dirname(page), path))
        if (path !== '' && PAGES.includes(file)) reached.add(file)
      }
    }
    const pages = PAGES.filter((page) => !page.startsWith('.github/'))
    expect(pages.filter((page) => !reached.has(page))).toEqual([])
  })

  it('shows each picture in light and in dark', () => {
    for (const page of PAGES) {
      const text = read(page)
      expect([page, text.match(/!\[[^\]]*\]\([^)]*\.png\)/g)]).toEqual([page, null])
      const pictures = text.match(/<picture>[\s\S]*?<\/picture>/g) ?? []
      expect((text.match(/<img /g) ?? []).length).toBe(pictures.length)
      for (const picture of pictures) {
        const dark = /dark\)" srcset="([^"]+)-dark\.png"/.exec(picture)?.[1]
        expect(picture).toContain(`src="${dark}-light.png"`)
        expect(picture).toMatch(/ alt="[^"]{10,}"/)
      }
    }
  })
})
