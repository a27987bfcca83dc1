import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import getAbsoluteFSPath from 'swagger-ui-dist/absolute-path.js'
import { START, STYLES } from './own'

/** A file of the page, ready to send. */
export type Asset = { body: BodyInit; contentType: string; encoding?: 'gzip' }

const CSS = 'text/css; charset=utf-8'
const SCRIPT = 'text/javascript; charset=utf-8'

const ofPackage = (name: string) => () => readFile(join(getAbsoluteFSPath(), name))
const ofOurs = (text: string) => () => Promise.resolve(Buffer.from(text))

/** The only files that are served. */
const FILES = {
  'start.js': { contentType: SCRIPT, read: ofOurs(START) },
  'styles.css': { contentType: CSS, read: ofOurs(STYLES) },
  'swagger-ui-bundle.js': { contentType: SCRIPT, read: ofPackage('swagger-ui-bundle.js') },
  'swagger-ui.css': { contentType: CSS, read: ofPackage('swagger-ui.css') },
}

const isFile = (name: string): name is keyof typeof FILES => Object.hasOwn(FILES, name)

const compress = promisify(gzip)

type LoadedFile = { packed: Buffer; plain: Buffer }

const loadedFiles = new Map<string, Promise<LoadedFile>>()

const load = async (name: keyof typeof FILES): Promise<LoadedFile> => {
  const plain = await FILES[name].read()
  return { packed: await compress(plain, { level: 9 }), plain }
}

const loaded = (name: keyof typeof FILES): Promise<LoadedFile> => {
  const known = loadedFiles.get(name)
  if (known) return known
  const loading = load(name)
  loadedFiles.set(name, loading)
  loading.catch(() => loadedFiles.delete(name))
  return loading
}

/** Reads a file of the page; null if there is no such file. */
export const readAsset = async (
  name: string,
  { isGzip }: { isGzip: boolean },
): Promise<Asset | null> => {
  if (!isFile(name)) return null
  const { packed, plain } = await loaded(name)
  const { contentType } = FILES[name]
  return isGzip
    ? { body: new Uint8Array(packed), contentType, encoding: 'gzip' }
    : { body: new Uint8Array(plain), contentType }
}
