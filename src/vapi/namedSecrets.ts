import { MASK } from './mask'
import { classifyKey, isSecretValue, type KeyClass } from './secretKeys'

// A key, its quotes perhaps escaped, up to its value. The look-behind allows only one start for each
// run of name characters, so that a long word is read once.
const QUOTED_KEY = /(?<![\w .-])([A-Za-z][\w .-]{1,60})\\{0,3}["']\s{0,8}:\s{0,8}/g
const ANY_KEY = /(?<![\w.-])([A-Za-z][\w.-]{1,60})\\{0,3}["']?\s{0,8}[:=]\s{0,8}/g

const MAX_TELLING = 64

/**
 * Masks the values of quoted keys that name a secret, in JSON inside a string, such as a tool's
 * arguments.
 */
export const maskQuotedKeys = (text: string): string => maskNamedValues(text, QUOTED_KEY)

/** The same for text that is not JSON, such as a form or a header: also for keys without quotes. */
export const maskAnyKeys = (text: string): string => maskNamedValues(text, ANY_KEY)

const maskNamedValues = (text: string, keys: RegExp): string => {
  let done = ''
  let copied = 0
  keys.lastIndex = 0
  for (let match = keys.exec(text); match; match = keys.exec(text)) {
    const keyClass = classifyKey(match[1] ?? '')
    if (keyClass === 'plain' || keyClass === 'business' || keyClass === 'endpoint') continue
    const start = keys.lastIndex
    if (isUnsure(keyClass)) {
      const first = firstOfValue(text, start)
      if (first.includes(MASK) || !isSecretValue(keyClass, first)) continue
    }
    const value = readValue(text, start, keyClass === 'container')
    if (value.to <= value.from || text.startsWith(MASK, value.from)) continue
    done += text.slice(copied, value.from) + MASK
    copied = value.to
    keys.lastIndex = value.to
  }
  return copied === 0 ? text : done + text.slice(copied)
}

const isUnsure = (keyClass: KeyClass): boolean => keyClass === 'perhaps' || keyClass === 'pass'

/**
 * Enough of a value to decide whether it is a secret. The whole value might be read again for each key
 * in it.
 */
const firstOfValue = (text: string, start: number): string => {
  const first = text.slice(start, start + MAX_TELLING)
  const { from, to } = readValue(first, 0, false)
  return first.slice(from, to)
}

/** The span of the value at `start`; an empty span if there is nothing to mask. */
const readValue = (text: string, start: number, isContainer: boolean) => {
  const open = /^(\\{0,3})(["'])/.exec(text.slice(start, start + 4))
  if (open) {
    const quote = open[2] ?? '"'
    const from = start + open[0].length
    return { from, to: quotedEnd(text, from, quote, open[1] !== '') }
  }
  const first = text[start]
  if (first === '{' || first === '[') {
    if (!isContainer || text.startsWith(MASK, start)) return { from: start, to: start }
    return { from: start, to: bracketEnd(text, start) }
  }
  const end = /[\r\n,;&}\]]/g
  end.lastIndex = start
  const to = end.exec(text)?.index ?? text.length
  const isWord = /^(?:null|true|false|-?[\d.]+)$/.test(text.slice(start, Math.min(to, start + 30)))
  return { from: start, to: isWord ? start : to }
}

const quotedEnd = (text: string, from: number, quote: string, isEscaped: boolean): number => {
  for (let at = from; at < text.length; at++) {
    if (text[at] === quote) return at
    if (text[at] !== '\\') continue
    if (isEscaped && text[at + 1] === quote) return at
    at++
  }
  return text.length
}

const bracketEnd = (text: string, from: number): number => {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const char = text[at]
    if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') depth--
    if (depth === 0) return at + 1
  }
  return text.length
}
