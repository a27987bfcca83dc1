import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../src/server/cli/root.mjs'
import { work } from './runBenchmark'

type Result = {
  /** Whether nothing was left out: only then does it replace the published result. */
  isWhole: boolean
  markdown: string
  name: string
  result: object
}

/** Writes the result of a benchmark as Markdown and JSON. */
export const saveResult = async ({ isWhole, markdown, name, result }: Result): Promise<void> => {
  const folder = isWhole ? join(root, 'bench', 'results') : work
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${name}.md`), markdown)
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
}
