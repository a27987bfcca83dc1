import {
  firstKeys,
  isEmptyJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../lib/json'
import { unwrapped } from '../fields/jsonInText'
import { fieldsInPairs } from '../fields/pairs'
import { Effort, glanceAt } from './effort'

/** A key, an index of a list, or `*` for every item. */
export type Step =
  | { kind: 'every' }
  | { index: number; kind: 'index' }
  | { key: string; kind: 'key' }

const MAX_STEPS = 32
/** How many values one path may name. */
const MAX_FOUND = 200
/** How many items a path goes through, found or not. */
const MAX_VISITED = 5_000
/** Longer lists are no fields as `{ name, value }`. */
const MAX_PAIRS = 500

const STEP = /\.?([^.[\]"]+)|\[(\d{1,6})\]|\[(\*)\]|\["((?:[^"\\]|\\.)*)"\]/y

/**
 * The steps of a path such as `items[0].name`, `items[*].name` or `["key with.dots"].name`; null if it is not written
 * like one.
 */
export const stepsOf = (path: string): readonly Step[] | null => {
  const text = path.trim()
  const steps: Step[] = []
  STEP.lastIndex = 0
  while (STEP.lastIndex < text.length) {
    const at = STEP.lastIndex
    const match = STEP.exec(text)
    if (!match || steps.length >= MAX_STEPS || (at === 0 && text.startsWith('.'))) return null
    steps.push(stepOf(match))
  }
  return steps.length > 0 ? steps : null
}

const stepOf = ([, key, index, every, quoted]: RegExpExecArray): Step => {
  if (key !== undefined) return { key: key.trim(), kind: 'key' }
  if (index !== undefined) return { index: Number(index), kind: 'index' }
  if (every !== undefined) return { kind: 'every' }
  return { key: (quoted ?? '').replace(/\\(.)/g, '$1'), kind: 'key' }
}

/** A path that `stepsOf` reads as these keys. */
export const pathOf = (keys: readonly string[]): string => {
  const parts = keys.map((key) =>
    /^[^.[\]"\s](?:[^.[\]"]*[^.[\]"\s])?$/.test(key)
      ? `.${key}`
      : `["${key.replace(/["\\]/g, '\\$&')}"]`,
  )
  return parts.join('').replace(/^\./, '')
}

/** Opens JSON in a text, each text once. */
export type Opener = (text: string) => JsonValue

/** Opens each text of one report once, however many paths lead into it. */
export const createOpener = (): Opener => {
  const opened = new Map<string, JsonValue>()
  return (text) => {
    const known = opened.get(text)
    if (known !== undefined) return known
    const value = unwrapped(text)
    opened.set(text, value)
    return value
  }
}

const NONE: readonly JsonValue[] = []

/** The usual path, by keys through objects; undefined if it has another step, or leads through something else. */
const plainValuesAt = (
  start: JsonValue | undefined,
  steps: readonly Step[],
): readonly JsonValue[] | undefined => {
  let value = start
  for (const step of steps) {
    if (value === undefined || value === null) return NONE
    if (step.kind !== 'key' || !isJsonObject(value)) return undefined
    value = Object.hasOwn(value, step.key) ? value[step.key] : undefined
  }
  return value === undefined || isEmptyJson(value) ? NONE : [value]
}

/** The values that a path names in a value, in order, without empty ones. None if there is no effort left for it. */
export const valuesAt = (
  start: JsonValue | undefined,
  steps: readonly Step[],
  open: Opener,
  effort = new Effort(),
): readonly JsonValue[] => {
  if (!effort.spend(1)) return NONE
  return plainValuesAt(start, steps) ?? walkedValuesAt(start, steps, { effort, open })
}

const walkedValuesAt = (
  start: JsonValue | undefined,
  steps: readonly Step[],
  { effort, open }: { effort: Effort; open: Opener },
): readonly JsonValue[] => {
  const found: JsonValue[] = []
  let visited = 0
  const isOver = () => found.length >= MAX_FOUND || visited > MAX_VISITED || effort.left < 0
  const walk = (given: JsonValue | undefined, depth: number): void => {
    visited += 1
    effort.spend(typeof given === 'string' ? glanceAt(given) : 1)
    if (given === undefined || isEmptyJson(given) || isOver()) return
    const step = steps[depth]
    if (!step) {
      found.push(given)
      return
    }
    const value = typeof given === 'string' ? open(given) : given
    if (typeof value !== 'object' || value === null) return
    if (step.kind === 'every') {
      for (const item of itemsOf(value)) {
        if (isOver()) break
        walk(item, depth + 1)
      }
      return
    }
    if (Array.isArray(value) && value.length <= MAX_PAIRS) effort.spend(value.length / 2)
    walk(within(value, step), depth + 1)
  }
  walk(start, 0)
  return effort.left < 0 ? NONE : found
}

const itemsOf = (value: JsonObject | JsonValue[]): readonly (JsonValue | undefined)[] =>
  Array.isArray(value) ? value.slice(0, MAX_VISITED) : firstKeys(value).map((key) => value[key])

const within = (
  value: JsonObject | JsonValue[],
  step: Exclude<Step, { kind: 'every' }>,
): JsonValue | undefined => {
  if (step.kind === 'index') return Array.isArray(value) ? value[step.index] : undefined
  const { key } = step
  const holder = Array.isArray(value) ? holderIn(value) : value
  if (holder) return Object.hasOwn(holder, key) ? holder[key] : undefined
  return Array.isArray(value) && /^\d{1,6}$/.test(key) ? value[Number(key)] : undefined
}

/** The object that a list stands for: fields as `{ name, value }`, or its only item. */
const holderIn = (list: readonly JsonValue[]): JsonObject | undefined => {
  const [only] = list
  const fields = fieldsInPairs(list)
  return fields ?? (list.length === 1 && isJsonObject(only) ? only : undefined)
}
