/** The encodings the desk makes, the one it likes best first. */
const ENCODINGS = ['br', 'gzip'] as const

/** An encoding that the desk makes. */
export type Encoding = (typeof ENCODINGS)[number]

const weightsIn = (header: string): Map<string, number> => {
  const weights = new Map<string, number>()
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const weight = parameters.find((each) => /^q\s*=/.test(each))?.replace(/^q\s*=\s*/, '')
    const value = weight === undefined ? 1 : Number(weight)
    // RFC 9110 has no other weights; what is malformed is not asked for.
    if (name) weights.set(name, value >= 0 && value <= 1 ? value : 0)
  }
  const gzip = weights.get('x-gzip')
  if (gzip !== undefined && !weights.has('gzip')) weights.set('gzip', gzip)
  return weights
}

/**
 * The encoding to answer in, by RFC 9110 §12.5.3.
 * @param header `Accept-Encoding`; without one nothing is encoded, though it would be allowed
 * @returns null for the bytes as they are
 */
export const chooseEncoding = (header: string | undefined): Encoding | null => {
  if (!header) return null
  const weights = weightsIn(header)
  const weightOf = (name: string) => weights.get(name) ?? weights.get('*') ?? 0
  const [best] = ENCODINGS.filter((name) => weightOf(name) > 0).sort(
    (one, other) => weightOf(other) - weightOf(one),
  )
  if (!best) return null
  // Plain bytes that are named and weigh more are preferred.
  return (weights.get('identity') ?? 0) > weightOf(best) ? null : best
}
