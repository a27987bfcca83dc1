import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { root } from './root.mjs'

const outdir = join(root, '.next', 'desk')

/**
 * A file's own place, such as where payload.config.ts finds the migrations, stays the file's.
 * @type {import('esbuild').Plugin}
 */
const keepPlaces = {
  name: 'keep-places',
  setup(build) {
    build.onLoad({ filter: /\.m?tsx?$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const place = relative(outdir, path).split(sep).join('/')
      return {
        contents: text.replaceAll(
          'import.meta.url',
          `new URL(${JSON.stringify(place)}, import.meta.url).href`,
        ),
        loader: path.endsWith('x') ? 'tsx' : 'ts',
        resolveDir: dirname(path),
      }
    })
  },
}

/**
 * Compiles what runs natively, from payload.config.ts to the HTTP server, packages left outside.
 * Compiled on the fly by tsx, the same code took twice the time to load, and with Next loading in
 * the same process one start in a few never came to its end.
 * @returns {Promise<string>} the module to import
 */
export const compileServer = async () => {
  const { build } = await import('esbuild')
  rmSync(outdir, { force: true, recursive: true })
  await build({
    absWorkingDir: root,
    bundle: true,
    entryPoints: ['src/server/main.ts'],
    format: 'esm',
    logLevel: 'warning',
    outdir,
    outExtension: { '.js': '.mjs' },
    packages: 'external',
    platform: 'node',
    plugins: [keepPlaces],
    splitting: true,
    target: 'node20',
  })
  return join(outdir, 'main.mjs')
}
