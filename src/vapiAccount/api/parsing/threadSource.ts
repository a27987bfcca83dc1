/**
 * The program of the parsing thread. It is text, so that the same one runs in the compiled desk, in Next's bundle
 * and from source: no bundler has to find a file. It answers each `{id, bytes, keep, withTexts}` with what `keep`
 * names, and on request with the JSON text of each row.
 */
export const THREAD_SOURCE = `
const { parentPort } = require('node:worker_threads')
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const isFilled = (value) => {
  if (value === undefined || value === null) return false
  if (typeof value === 'string') return value.trim() !== ''
  if (typeof value !== 'object') return true
  return Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0
}
const isSaid = (value) =>
  Array.isArray(value) && value.some((each) => isObject(each) && each.role !== 'system')
const keepOf = (value, keep) => {
  if (keep === 'whole') return value
  if (keep === 'filled') return isFilled(value) || null
  if (keep === 'said') return isSaid(value) || null
  if (Array.isArray(value)) return value.map((each) => keepOf(each, keep))
  if (!isObject(value)) return null
  const kept = {}
  for (const key of Object.keys(keep)) {
    if (Object.hasOwn(value, key)) kept[key] = keepOf(value[key], keep[key])
  }
  return kept
}
const rowsOf = (value) => {
  if (Array.isArray(value)) return value
  if (isObject(value) && Array.isArray(value.results)) return value.results
  return [value]
}
const read = ({ bytes, keep, withTexts }) => {
  try {
    const value = JSON.parse(Buffer.from(bytes).toString('utf8'))
    const isPage = isObject(value) && Array.isArray(value.results)
    const kept = isPage ? keepOf(value.results, keep) : keepOf(value, keep)
    return { texts: withTexts ? rowsOf(value).map((row) => JSON.stringify(row)) : [], value: kept }
  } catch {
    return null
  }
}
parentPort.on('message', (job) => parentPort.postMessage({ id: job.id, read: read(job) }))
`
