import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ProvidedContext } from 'vitest'
import type { TestProject } from 'vitest/node'
import { z } from 'zod'
import { runToEnd } from './runToEnd'

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser's program, and what it needs in its environment. */
    browser: { env: Record<string, string>; executablePath: string }
  }
}

const root = join(import.meta.dirname, '..', '..')
const system = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const packageVersion = (): string => {
  const { resolve } = createRequire(import.meta.url)
  const manifest = join(dirname(resolve('@sparticuz/chromium')), '..', '..', 'package.json')
  return z.object({ version: z.string() }).parse(createRequire(import.meta.url)(manifest)).version
}

/**
 * Unpacks the Chromium of `@sparticuz/chromium`, once for each version of it. The package unpacks
 * into the temporary folder, where a half-written one of a killed run would be taken for whole: so
 * it gets a folder of our own, which gets its name when it is complete. Told that it is on Amazon
 * Linux, it brings the libraries along that a bare Debian lacks too (NSS, expat).
 */
const unpack = async (): Promise<string> => {
  const folder = join(root, '.test', `chromium-${packageVersion()}`)
  if (existsSync(folder)) return folder
  const unfinished = `${folder}.${process.pid}`
  await mkdir(unfinished, { recursive: true })
  const { code, output } = await runToEnd({
    args: [
      '--input-type=module',
      '--eval',
      "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath()",
    ],
    env: { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x', TMPDIR: unfinished },
  })
  if (code !== 0) throw new Error(`Chromium could not be unpacked:\n${output}`)
  await rename(unfinished, folder).catch(() => rm(unfinished, { force: true, recursive: true }))
  return folder
}

const escapeXML = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * Tells Fontconfig where the unpacked fonts are, and no others: a page then looks the same on each
 * machine. The package's own file names folders of Amazon's, and one in the temporary folder; where
 * they are missing no text has a width, and no form can be filled in. Written each time, since a
 * project may have been moved.
 * @returns the file
 */
const writeFontConfig = async (folder: string): Promise<string> => {
  const file = join(folder, 'fonts', 'desk.conf')
  const unfinished = `${file}.${process.pid}`
  await writeFile(
    unfinished,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${escapeXML(join(folder, 'fonts', 'fonts'))}</dir>
  <cachedir>${escapeXML(join(root, '.test', 'fonts-cache'))}</cachedir>
</fontconfig>
`,
  )
  await rename(unfinished, file)
  return file
}

/** Finds a browser: the one from npm where it fits, else one of the system. */
export const findBrowser = async (): Promise<ProvidedContext['browser']> => {
  if (process.platform === 'linux' && process.arch === 'x64') {
    const folder = await unpack()
    return {
      env: {
        FONTCONFIG_FILE: await writeFontConfig(folder),
        LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      },
      executablePath: join(folder, 'chromium'),
    }
  }
  const executablePath = process.env.CHROME_PATH ?? system.find((path) => existsSync(path))
  if (!executablePath) throw new Error('No Chromium or Chrome found: set CHROME_PATH to one.')
  return { env: {}, executablePath }
}

/** Vitest's global set-up: finds the browser of the run. */
export default async (project: TestProject): Promise<void> => {
  project.provide('browser', await findBrowser())
}
