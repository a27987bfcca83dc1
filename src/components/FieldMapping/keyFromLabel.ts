const MAX = { field: 40, outcome: 50 }

// Letters that Unicode does not take apart.
const SPELLED: Readonly<Record<string, string>> = { æ: 'ae', ø: 'o', œ: 'oe', ß: 'ss', ł: 'l' }

const plain = (label: string): string =>
  label
    .toLowerCase()
    .replaceAll(/[æøœßł]/g, (letter) => SPELLED[letter] ?? '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')

type Kind = keyof typeof MAX

/**
 * The key that a label gets when it is added: small letters without accents, digits and underscores. A number
 * follows if the key is taken.
 * @example
 * keyFromLabel('Größe', { kind: 'field', taken: [] }) // 'grosse'
 */
export const keyFromLabel = (
  label: string,
  { kind, taken }: { kind: Kind; taken: readonly string[] },
): string => {
  const spelled = plain(label)
  const isUsable = kind === 'field' ? /^[a-z]/.test(spelled) : spelled !== ''
  const key = (isUsable ? spelled : [kind, spelled].filter(Boolean).join('_')).slice(0, MAX[kind])
  if (!taken.includes(key)) return key
  for (let n = 2; ; n += 1) {
    const next = `${key.slice(0, MAX[kind] - `_${n}`.length)}_${n}`
    if (!taken.includes(next)) return next
  }
}
