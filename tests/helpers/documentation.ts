import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')

/** The text of a file of the project. @param path from its root, such as `docs/api.md` */
export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

const pagesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map(({ name }) => join(folder, name))

/** All pages for people, by their paths from the root. */
export const PAGES = ['.', '.github', 'bench', 'docs', 'examples'].flatMap(pagesIn).sort()

/** The blocks of code of a language in a page. @param language as after the fence, such as `sh` */
export const blocksOf = (language: string, page: string): string[] => {
  const fence = new RegExp(`^[ ]*\`\`\`${language}\\n([\\s\\S]*?)^[ ]*\`\`\`$`, 'gm')
  return [...page.matchAll(fence)].map(([, code = '']) => code)
}

/** A page without its blocks of code. */
export const proseOf = (page: string): string => page.replace(/^[ ]*```[\s\S]*?^[ ]*```$/gm, '')
