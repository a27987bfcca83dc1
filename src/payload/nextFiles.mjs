import { createRequire } from 'node:module'
import { join } from 'node:path'

/**
 * Internals of Next. We rely on: its tracer, `@vercel/nft`, is compiled into it; while Next reads its
 * configuration, it requires the files in `hookedFolders` by made-up names; a build lists what each of its
 * files needs next to that file (`*.nft.json`), and what the server needs in `next-server.js.nft.json`.
 */
const COMPILED = ['next', 'dist', 'compiled']

/**
 * Folders whose files Next hooks into `require` under other names.
 * @param {string} root
 */
export const hookedFolders = (root) =>
  ['@babel', 'babel', 'babel-packages', 'webpack'].map((name) =>
    join(root, 'node_modules', ...COMPILED, name),
  )

/** Parts of Next that a packaged desk never uses: its development server and its ES modules. */
export const UNNEEDED_OF_NEXT = ['next/dist/esm/**', 'next/dist/server/dev/**']

/**
 * The path of Next's server.
 * @param {string} root
 */
export const nextServer = (root) => join(root, 'node_modules', 'next', 'dist', 'server', 'next.js')

/** The file in a build that lists what the server needs. */
export const SERVER_LIST = 'next-server.js.nft.json'

/**
 * Whether a file lists what a built file needs.
 * @param {string} file
 */
export const isList = (file) => file.endsWith('.nft.json')

/**
 * Whether the server reads a file at the top level of a build.
 * @param {string} name
 */
export const isManifest = (name) => /^BUILD_ID$|\.json$|files\.js$/.test(name)

/** The tracer that Next builds its standalone output with. */
export const { nodeFileTrace } = createRequire(import.meta.url)(
  [...COMPILED, '@vercel', 'nft'].join('/'),
)
