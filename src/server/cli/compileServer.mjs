import { existsSync } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { hashSources } from './hashSources.mjs'
import { root } from './root.mjs'

/**
 * Keeps `import.meta.url` of each source file as it was before bundling, because files such as
 * payload.config.ts find others (the migrations) relative to it.
 * @param {string} outdir
 * @returns {import('esbuild').Plugin}
 */
const keepPlaces = (outdir) => ({
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
})

/** What is compiled: the desk, its reading thread, and its commands. */
const entryPoints = {
  import: 'src/server/import/main.ts',
  main: 'src/server/main.ts',
  move: 'src/server/move/main.ts',
  readingThread: 'src/ingest/threads/thread.ts',
  reread: 'src/server/reread/main.ts',
  rotateSecret: 'src/server/rotateSecret/main.ts',
}

/** @param {string} outdir */
const compiledIn = (outdir) => {
  const module = (/** @type {keyof typeof entryPoints} */ name) => join(outdir, `${name}.mjs`)
  return {
    import: module('import'),
    main: module('main'),
    move: module('move'),
    readingThread: module('readingThread'),
    reread: module('reread'),
    rotateSecret: module('rotateSecret'),
  }
}

/**
 * Compiles the code that runs outside the pages, from payload.config.ts to the HTTP server. Packages are
 * not bundled. Loading the same code through tsx took twice the CPU.
 * @returns {Promise<ReturnType<typeof compiledIn>>} the modules to import, or to run in a thread
 */
export const compileServer = async () => {
  const packed = join(root, '.next', 'desk', 'packed')
  if (existsSync(packed)) return compiledIn(packed)
  const outdir = join(root, '.next', 'desk', hashSources())
  const compiled = compiledIn(outdir)
  if (existsSync(compiled.main)) return compiled
  const { build } = await import('esbuild')
  // Concurrent starts each write their own folder; the first one to finish renames its folder.
  const unfinished = `${outdir}.${process.pid}`
  await build({
    absWorkingDir: root,
    bundle: true,
    // All in one folder, because `keepPlaces` computes paths relative to it.
    entryPoints,
    format: 'esm',
    logLevel: 'warning',
    outdir: unfinished,
    outExtension: { '.js': '.mjs' },
    packages: 'external',
    platform: 'node',
    plugins: [keepPlaces(unfinished)],
    splitting: true,
    target: 'node20',
  })
  await rename(unfinished, outdir).catch(() => rm(unfinished, { force: true, recursive: true }))
  return compiled
}
