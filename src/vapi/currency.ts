const DOLLARS = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'TWD', 'ARS', 'CLP', 'COP']
const KRONER = ['SEK', 'NOK', 'DKK', 'ISK']
const POUNDS = ['GBP', 'EGP', 'LBP', 'GIP', 'FKP']
const RUPEES = ['INR', 'PKR', 'LKR', 'NPR', 'MUR']
const PESOS = ['MXN', 'ARS', 'CLP', 'COP', 'PHP', 'UYU', 'DOP']
const DIRHAMS = ['AED', 'MAD']

/** What each sign or word can mean, most likely first. Letters are compared in lower case. */
const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  us$: ['USD'],
  u$s: ['USD'],
  ca$: ['CAD'],
  c$: ['CAD', 'NIO'],
  au$: ['AUD'],
  a$: ['AUD', 'ARS'],
  nz$: ['NZD'],
  hk$: ['HKD'],
  sg$: ['SGD'],
  s$: ['SGD'],
  nt$: ['TWD'],
  mx$: ['MXN'],
  r$: ['BRL'],
  $: DOLLARS,
  '€': ['EUR'],
  '£': POUNDS,
  '¥': ['JPY', 'CNY'],
  円: ['JPY'],
  元: ['CNY', 'TWD'],
  '₹': ['INR'],
  '₩': ['KRW'],
  '₽': ['RUB'],
  '₺': ['TRY'],
  '₴': ['UAH'],
  '₪': ['ILS'],
  '₫': ['VND'],
  '฿': ['THB'],
  '₱': ['PHP', 'CUP'],
  '₦': ['NGN'],
  '₵': ['GHS'],
  '₸': ['KZT'],
  '₾': ['GEL'],
  '₼': ['AZN'],
  '₲': ['PYG'],
  '₡': ['CRC'],
  '৳': ['BDT'],
  's/': ['PEN'],
  kr: KRONER,
  zł: ['PLN'],
  zl: ['PLN'],
  kč: ['CZK'],
  ft: ['HUF'],
  lei: ['RON', 'MDL'],
  лв: ['BGN'],
  руб: ['RUB', 'BYN'],
  tl: ['TRY'],
  rs: RUPEES,
  rp: ['IDR'],
  rm: ['MYR'],
  r: ['ZAR'],
  fr: ['CHF', 'XOF', 'XAF'],
  sfr: ['CHF'],
  ksh: ['KES'],
  dh: DIRHAMS,
  dhs: DIRHAMS,
  euro: ['EUR'],
  euros: ['EUR'],
  dollar: DOLLARS,
  dollars: DOLLARS,
  bucks: DOLLARS,
  pound: POUNDS,
  pounds: POUNDS,
  quid: ['GBP'],
  sterling: ['GBP'],
  yen: ['JPY'],
  yuan: ['CNY'],
  rupee: RUPEES,
  rupees: RUPEES,
  franc: ['CHF', 'XOF', 'XAF'],
  francs: ['CHF', 'XOF', 'XAF'],
  franken: ['CHF'],
  kronor: ['SEK'],
  krona: ['SEK', 'ISK'],
  kroner: ['NOK', 'DKK'],
  krone: ['NOK', 'DKK'],
  peso: PESOS,
  pesos: PESOS,
  reais: ['BRL'],
  rand: ['ZAR'],
  zloty: ['PLN'],
  forint: ['HUF'],
  lira: ['TRY'],
  dirham: DIRHAMS,
  dirhams: DIRHAMS,
  shekel: ['ILS'],
  shekels: ['ILS'],
  baht: ['THB'],
  rubles: ['RUB'],
}

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))
const NO_CURRENCY = new Set(['XXX', 'XTS'])
// Codes that are also English words count only in capitals.
const WORDS = new Set(['ALL', 'CUP', 'GEL', 'MAD', 'MOP', 'PEN', 'TOP', 'TRY', 'WON'])

/** The ISO 4217 code when the text is one that Intl knows, whatever its case, else null. */
export const toCurrencyCode = (text: string): string | null => {
  const code = text.trim().toUpperCase()
  return CODES.has(code) && !NO_CURRENCY.has(code) ? code : null
}

// `US$` before `$`: letters that belong to a sign are taken with it.
const SIGN = /(?:\p{L}{1,2}\$s?|s\/|\p{Sc})/giu
const WORD = /\p{L}+/gu

/**
 * The ISO 4217 codes a text's own signs, codes and words can mean, most likely first; null when it
 * says nothing or contradicts itself. "$" is many dollars, "$30 USD" only one.
 */
export const readCurrencies = (text: string): string[] | null => {
  const claims: (readonly string[])[] = []
  const rest = text.normalize('NFKC').replace(SIGN, (sign) => {
    const meaning = meaningOf(sign) ?? meaningOf(sign.replace(/^\p{L}+/u, ''))
    if (meaning) claims.push(meaning)
    return ' '
  })
  const words = rest.match(WORD) ?? []
  for (const word of words) {
    const meaning = meaningOfWord(word, words.length === 1)
    if (meaning) claims.push(meaning)
  }
  const [first, ...others] = claims
  if (!first) return null
  const common = first.filter((code) => others.every((claim) => claim.includes(code)))
  return common.length > 0 ? common : null
}

const meaningOf = (sign: string): readonly string[] | undefined => {
  const key = sign.toLowerCase()
  return Object.hasOwn(MEANINGS, key) ? MEANINGS[key] : undefined
}

const meaningOfWord = (word: string, isOnlyWord: boolean): readonly string[] | undefined => {
  const code = toCurrencyCode(word)
  const isWritten = word === code || (isOnlyWord && !WORDS.has(word.toUpperCase()))
  if (code && isWritten) return [code]
  // One letter means a currency only by itself: "R 450", not "plan R, 450".
  return word.length > 1 || isOnlyWord ? meaningOf(word) : undefined
}
