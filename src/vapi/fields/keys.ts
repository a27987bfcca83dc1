import { remember } from '../../lib/remember'
import { isPlainName } from '../normaliseKey'

/**
 * The form in which the names of an agent's fields are compared: lower case, without accents, letters
 * and digits only, so that `Service Name`, `service_name` and `Résultat` / `resultat` are one name.
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

/** The words of a name: `lastVisit`, `last_visit` and `Last visit` are "last" and "visit". */
export const wordsOf = remember((key): readonly string[] =>
  key
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== ''),
)
