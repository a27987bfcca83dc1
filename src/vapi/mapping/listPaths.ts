import {
  firstKeys,
  isEmptyJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../lib/json'
import { cutText } from '../../lib/shortText'
import { dataPath } from '../answers'
import { readExtracted, VAPIS_OWN } from '../fields/extracted'
import { unwrapped } from '../fields/jsonInText'
import { fieldsInPairs, valueIn } from '../fields/pairs'
import { normaliseKey } from '../normaliseKey'
import { readPlaces } from '../places'
import { findReport } from '../serverMessage'
import { guessReader } from './guessReader'
import type { Source } from './mapping'
import { pathOf } from './path'
import { joined } from './readers/list'

/** A place in a report that can be mapped, with a part of what stands there. */
export type FoundPath = { source: Source; sample: string }

const MAX_PATHS = 2_000
const MAX_SAMPLE = 200
/** A longer text is a document, such as a prompt in a variable. */
const MAX_TEXT = 5_000
const MAX_DEPTH = 8
/** How long a path and a name may be to be kept in a mapping. */
const MAX_NAME = 300
/** How many items of a list are looked at. */
const MAX_ITEMS = 20
/** How many values of a body are looked at. */
const MAX_VISITED = 20_000

const set = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/).filter(Boolean))

/** In the form of `normaliseKey`: conversations, prompts and payloads of tools, wherever they are. */
const NEVER = set(`
  transcript transcripts messages messagesopenaiformatted conversation dialogue prompt systemprompt systemmessage
  firstmessage toolcalls toolcalllist toolwithtoolcalllist tools toolcallresult functioncall functions knowledgebase`)
/** Vapi's own: how the call was set up, what it cost, and links. Structured outputs and variables are listed by name. */
const VAPIS = set(`
  assistant squad workflow server servermessages phonenumber costs cost costbreakdown monitor transport model voice
  transcriber credentials credentialids analysisplan artifactplan performancemetrics recording logs nodes
  assistantoverrides squadoverrides workflowoverrides structureddata structureddatamulti structuredoutputs
  variables variablevalues orgid chat scorecards hooks`)

/**
 * The places of a masked body that hold a value, as sources: structured outputs and variables by name, anything else by
 * its path, each with a reader that fits. At most 2,000. Conversations, prompts, payloads of tools and costs are left
 * out. An empty list if the body contains no report.
 */
export const listPaths = (body: JsonValue): FoundPath[] => {
  const found = findReport(body)
  if (!found) return []
  const { message, root } = found
  const places = readPlaces(found)
  const extracted = readExtracted(message, root)
  const { call } = places
  const list = new PathList()

  for (const { name, result } of extracted.structuredOutputs) {
    list.walk(result, { from: 'output', key: name, name, path: '' })
  }
  for (const key of ['structuredData', 'structuredDataMulti'] as const) {
    const name = dataPath({ call, message }, key)
    list.walk(extracted[key], { from: 'path', key, name: '', path: name })
  }
  for (const values of [...places.variables(), ...(extracted.nodes ?? [])]) {
    for (const name of values ? firstKeys(values) : []) {
      if (VAPIS_OWN.has(name)) continue
      list.walk(values?.[name], { from: 'variable', key: name, name, path: '' })
    }
  }
  const overrides = isJsonObject(call?.assistantOverrides) ? call.assistantOverrides : undefined
  list.walk(overrides?.metadata, {
    from: 'path',
    key: 'metadata',
    name: '',
    path: 'call.assistantOverrides.metadata',
  })
  list.walkVapis(message, '')
  if (call && !isJsonObject(message.call)) list.walkVapis(call, 'call')
  if (root !== message) list.walkVapis(root, '', new Set(['message', 'call']))
  return list.all
}

type At = {
  from: Source['from']
  /** The last key that led here. */
  key: string
  /** Of an output or a variable. */
  name: string
  /** Within it, or from the message. */
  path: string
}

class PathList {
  readonly all: FoundPath[] = []
  readonly #known = new Set<string>()
  #visited = 0

  /** Adds the places in what an agent or an agency wrote. */
  walk(given: JsonValue | undefined, at: At, depth = 0): void {
    this.#visited += 1
    if (given === undefined || isEmptyJson(given) || this.#isFull()) return
    if (NEVER.has(normaliseKey(at.key))) return
    const value = valueIn(unwrapped(given))
    if (typeof value !== 'object' || value === null) {
      this.#add(value, at)
    } else if (Array.isArray(value)) this.#walkList(value, at, depth)
    else if (depth < MAX_DEPTH) this.#walkObject(value, at, depth)
  }

  /** Adds the places in an object of Vapi's, without what is about the set-up of the call. */
  walkVapis(object: JsonObject, path: string, besides: ReadonlySet<string> = new Set()): void {
    for (const key of firstKeys(object)) {
      const name = normaliseKey(key)
      if (besides.has(key) || NEVER.has(name) || VAPIS.has(name) || /urls?$/.test(name)) continue
      const value = object[key]
      const inner = childOf(path, key)
      if (isJsonObject(value) && ['analysis', 'artifact', 'call'].includes(key)) {
        this.walkVapis(value, inner)
      } else this.walk(value, { from: 'path', key, name: '', path: inner })
    }
  }

  #isFull(): boolean {
    return this.all.length >= MAX_PATHS || this.#visited > MAX_VISITED
  }

  #walkObject(object: JsonObject, at: At, depth: number): void {
    for (const key of firstKeys(object)) {
      this.walk(object[key], { ...at, key, path: childOf(at.path, key) }, depth + 1)
    }
  }

  #walkList(list: readonly JsonValue[], at: At, depth: number): void {
    const fields = fieldsInPairs(list)
    if (fields) {
      this.#walkObject(fields, at, depth)
      return
    }
    const objects = list.slice(0, MAX_ITEMS).filter(isJsonObject)
    if (objects.length === 0) this.#add([...list], at)
    if (depth >= MAX_DEPTH) return
    for (const object of objects) {
      this.#walkObject(object, { ...at, path: `${at.path}[*]` }, depth + 1)
    }
  }

  #add(value: JsonValue, { from, key, name, path }: At): void {
    const sample = typeof value === 'object' ? joined([value]) : String(value).trim()
    const isListed = (from === 'path' ? path : name).length <= MAX_NAME && path.length <= MAX_NAME
    if (sample === null || sample === '' || sample.length > MAX_TEXT || !isListed) return
    const id = JSON.stringify([from, name, path])
    if (this.#known.has(id)) return
    this.#known.add(id)
    const isOfItems = path.includes('[*]') && typeof value === 'string'
    const reader = isOfItems ? 'list' : guessReader(key, value)
    const source: Source =
      from === 'path'
        ? { from, name: path, reader }
        : { from, name, reader, ...(path === '' ? {} : { inside: path }) }
    this.all.push({ sample: cutText(sample, MAX_SAMPLE), source })
  }
}

/** The path of a key below a path. */
const childOf = (path: string, key: string): string => {
  const child = pathOf([key])
  return path === '' || child.startsWith('[') ? `${path}${child}` : `${path}.${child}`
}
