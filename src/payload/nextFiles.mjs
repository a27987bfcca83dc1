import { createRequire } from 'node:module'
import { join } from 'node:path'

/**
 * Where Next keeps what it does not document. We rely on: its tracer, `@vercel/nft`, is compiled into it; the
 * files of `hooked` are required by made-up names as it reads its configuration; a build lists what its files
 * need beside them (`*.nft.json`), and what the server needs in `next-server.js.nft.json`.
 */
const COMPILED = ['next', 'dist', 'compiled']

/**
 * Folders that Next hooks into `require` under names of its own.
 * @param {string} root
 */
export const hookedFolders = (root) =>
  ['@babel', 'babel', 'babel-packages', 'webpack'].map((name) =>
    join(root, 'node_modules', ...COMPILED, name),
  )

/** Of Next's package, what a packed desk never does: develop, and load itself as a module. */
export const UNNEEDED_OF_NEXT = ['next/dist/esm/**', 'next/dist/server/dev/**']

/**
 * Next's server.
 * @param {string} root
 */
export const nextServer = (root) => join(root, 'node_modules', 'next', 'dist', 'server', 'next.js')

/** Of a build: the list of what the server needs. */
export const SERVER_LIST = 'next-server.js.nft.json'

/** @param {string} file whether it lists what a built file needs */
export const isList = (file) => file.endsWith('.nft.json')

/** @param {string} name whether the server reads it at the top of a build */
export const isManifest = (name) => /^BUILD_ID$|\.json$|files\.js$/.test(name)

/** The tracer that Next builds its standalone output with. */
export const { nodeFileTrace } = createRequire(import.meta.url)(
  [...COMPILED, '@vercel', 'nft'].join('/'),
)
