import { remember } from '../../lib/remember'
import { isPlainName } from '../normaliseKey'

/**
 * The form in which names of an agent's fields are compared: lower case, without accents, only letters
 * and digits.
 * @example
 * foldKey('Service Name') // 'servicename'
 * foldKey('Résultat') // 'resultat'
 */
export const foldKey = remember((key) =>
  isPlainName(key)
    ? key
    : key
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ''),
)

/** The words of a name: "last" and "visit" for `lastVisit`, `last_visit` and `Last visit`. */
export const wordsOf = remember((key): readonly string[] =>
  key
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== ''),
)
