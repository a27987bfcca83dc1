const DOLLARS = [
  ...['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'TWD', 'ARS', 'CLP', 'COP', 'JMD', 'TTD'],
  ...['BBD', 'BSD', 'BZD', 'BMD', 'BND', 'DOP', 'FJD', 'GYD', 'KYD', 'LRD', 'NAD', 'NIO', 'SBD'],
  ...['SRD', 'UYU', 'XCD'],
]
const KRONER = ['SEK', 'NOK', 'DKK', 'ISK']
const POUNDS = ['GBP', 'EGP', 'LBP', 'GIP', 'FKP', 'SHP', 'SYP', 'SDG']
const RUPEES = ['INR', 'PKR', 'LKR', 'NPR', 'MUR', 'SCR']
const PESOS = ['MXN', 'ARS', 'CLP', 'COP', 'PHP', 'UYU', 'DOP', 'CUP']
const DIRHAMS = ['AED', 'MAD']
const DINARS = ['KWD', 'JOD', 'BHD', 'IQD', 'TND', 'DZD', 'LYD', 'RSD']
const RIALS = ['SAR', 'QAR', 'OMR', 'YER', 'IRR']
const SHILLINGS = ['KES', 'TZS', 'UGX', 'SOS']
const FRANCS = ['CHF', 'XOF', 'XAF', 'XPF']
const CFA = ['XOF', 'XAF']
const LIRAS = ['TRY', 'LBP', 'SYP']
const CROWNS = ['CZK', 'SEK', 'NOK', 'DKK', 'ISK']
const ROUBLES = ['RUB', 'BYN']
const BOLIVARES = ['BOB', 'VES']

type Meanings = readonly string[]

/** Names that share the same meanings. */
const named = (names: string, meanings: Meanings): [string, Meanings][] =>
  names.split(' ').map((name) => [name, meanings])

/**
 * The currencies that a sign, an abbreviation or a word can mean, the most likely first. Keys are in
 * lower case and without dots: "U.S." is `us`.
 */
export const CURRENCY_NAMES: ReadonlyMap<string, Meanings> = new Map([
  ...named('$ dollar dollars bucks dólar dólares dolar dolares dollari', DOLLARS),
  ...named('доллар доллара долларов دولار ドル 달러', DOLLARS),
  ...named('€ euro euros eur евро يورو ευρώ ユーロ 유로', ['EUR']),
  ...named('£ pound pounds pfund libras', POUNDS),
  ...named('quid sterling', ['GBP']),
  ...named('جنيه جنيها', ['EGP', 'SDG']),
  ...named('جم', ['EGP']),
  ...named('¥', ['JPY', 'CNY']),
  ...named('円 yen', ['JPY']),
  ...named('元', ['CNY', 'TWD']),
  ...named('yuan rmb renminbi 人民币 块', ['CNY']),
  ...named('₹ ₨ रुपये रुपए रु', ['INR']),
  ...named('rs rupee rupees', RUPEES),
  ...named('₩ won 원', ['KRW']),
  ...named('₽ р рублей рубля рубль', ['RUB']),
  ...named('руб ruble rubles rouble roubles rubel', ROUBLES),
  ...named('₺ tl', ['TRY']),
  ...named('lira liras lire', LIRAS),
  ...named('₴ грн гривень hryvnia hryvnias', ['UAH']),
  ...named('₪ shekel shekels שח שקל שקלים', ['ILS']),
  ...named('₫ đ vnđ dong đồng', ['VND']),
  ...named('฿ baht บาท', ['THB']),
  ...named('₱', ['PHP', 'CUP']),
  ...named('php', ['PHP']),
  ...named('peso pesos', PESOS),
  ...named('₦ naira', ['NGN']),
  ...named('₵ cedi cedis', ['GHS']),
  ...named('₸ tenge тенге тг', ['KZT']),
  ...named('₾ lari', ['GEL']),
  ...named('₼ manat', ['AZN']),
  ...named('₲ gs guarani guaranies guaraní guaraníes', ['PYG']),
  ...named('₡ colón colones', ['CRC']),
  ...named('৳ tk taka টাকা', ['BDT']),
  ...named('₭ kip', ['LAK']),
  ...named('₮ tugrik', ['MNT']),
  ...named('៛ riel', ['KHR']),
  ...named('֏ dram', ['AMD']),
  ...named('؋ afghani', ['AFN']),
  ...named('s/ soles', ['PEN']),
  ...named('b/ balboa balboas', ['PAB']),
  ...named('q quetzal quetzales', ['GTQ']),
  ...named('l lempira lempiras', ['HNL']),
  ...named('k', ['PGK', 'ZMW', 'MMK']),
  ...named('p', ['PHP', 'BWP']),
  ...named('kr', KRONER),
  ...named('kronor', ['SEK']),
  ...named('krona', ['SEK', 'ISK']),
  ...named('kroner krone', ['NOK', 'DKK']),
  ...named('crown crowns', CROWNS),
  ...named('kč koruna koruny korun', ['CZK']),
  ...named('zł zl zloty zlotys złoty złotych', ['PLN']),
  ...named('ft forint forints', ['HUF']),
  ...named('lei leu', ['RON', 'MDL']),
  ...named('лв leva', ['BGN']),
  ...named('дин din', ['RSD']),
  ...named('ден', ['MKD']),
  ...named('сум', ['UZS']),
  ...named('сом', ['KGS']),
  ...named('br birr', ['ETB', 'BYN']),
  ...named('rp rupiah', ['IDR']),
  ...named('rm ringgit', ['MYR']),
  ...named('r rand', ['ZAR']),
  ...named('fr franc francs franchi', FRANCS),
  ...named('sfr franken', ['CHF']),
  ...named('fcfa cfa', CFA),
  ...named('ksh', ['KES']),
  ...named('tsh', ['TZS']),
  ...named('ush', ['UGX']),
  ...named('shilling shillings', SHILLINGS),
  ...named('dh dhs dirham dirhams درهم', DIRHAMS),
  ...named('دإ', ['AED']),
  ...named('دم', ['MAD']),
  ...named('dinar dinars دينار', DINARS),
  ...named('دك', ['KWD']),
  ...named('دب', ['BHD']),
  ...named('دا', ['JOD']),
  ...named('دأ', ['JOD']),
  ...named('دت', ['TND']),
  ...named('دج', ['DZD']),
  ...named('دع', ['IQD']),
  ...named('riyal riyals rial rials ريال', RIALS),
  ...named('رس', ['SAR']),
  ...named('رق', ['QAR']),
  ...named('رع', ['OMR']),
  // Also the normalised form of the rial sign, which several of them share.
  ...named('ریال', ['IRR', 'SAR', 'QAR', 'OMR', 'YER']),
  ...named('لل', ['LBP']),
  ...named('reais', ['BRL']),
  ...named('bs bolivianos bolívares bolivares', BOLIVARES),
  ...named('pula', ['BWP']),
  ...named('kwacha', ['ZMW', 'MWK']),
  ...named('metical meticais', ['MZN']),
  ...named('gourde gourdes', ['HTG']),
  ...named('ariary', ['MGA']),
  ...named('kyat', ['MMK']),
])

/** The dollars that letters before or after a dollar sign mean: "US$", "US $", "$US". */
export const DOLLAR_PREFIXES: ReadonlyMap<string, Meanings> = new Map([
  ...named('us u usa', ['USD']),
  ...named('ca can cdn', ['CAD']),
  ...named('c', ['CAD', 'NIO']),
  ...named('au aus', ['AUD']),
  ...named('a', ['AUD', 'ARS']),
  ...named('nz', ['NZD']),
  ...named('hk', ['HKD']),
  ...named('sg s', ['SGD']),
  ...named('nt tw', ['TWD']),
  ...named('mx mex', ['MXN']),
  ...named('r', ['BRL']),
  ...named('ar arg', ['ARS']),
  ...named('col', ['COP']),
  ...named('j ja', ['JMD']),
  ...named('tt', ['TTD']),
  ...named('bds', ['BBD']),
  ...named('bz', ['BZD']),
  ...named('b', ['BSD', 'BND', 'BMD']),
  ...named('ec', ['XCD']),
  ...named('fj', ['FJD']),
  ...named('rd', ['DOP']),
  ...named('n', ['NAD']),
])

/**
 * The currency that a country next to a shared word means: "US dollars", "Swiss francs", "dólares
 * canadienses".
 */
export const CURRENCY_COUNTRIES: ReadonlyMap<string, string> = new Map([
  ...'us usa american americanos americains américains amerikanische amerikaanse estadounidenses'
    .split(' ')
    .map((name): [string, string] => [name, 'USD']),
  ...'canadian canadienses canadiens kanadische canadese canadesi canadenses'
    .split(' ')
    .map((name): [string, string] => [name, 'CAD']),
  ...'australian aussie australiens australische australianos'
    .split(' ')
    .map((name): [string, string] => [name, 'AUD']),
  ...Object.entries({
    argentine: 'ARS',
    argentinian: 'ARS',
    argentinos: 'ARS',
    bahraini: 'BHD',
    british: 'GBP',
    chilean: 'CLP',
    chilenos: 'CLP',
    chinese: 'CNY',
    colombian: 'COP',
    colombianos: 'COP',
    czech: 'CZK',
    danish: 'DKK',
    dominican: 'DOP',
    egyptian: 'EGP',
    emirati: 'AED',
    icelandic: 'ISK',
    indian: 'INR',
    iraqi: 'IQD',
    jamaican: 'JMD',
    jordanian: 'JOD',
    kenyan: 'KES',
    kong: 'HKD',
    kuwaiti: 'KWD',
    lebanese: 'LBP',
    mexican: 'MXN',
    mexicanos: 'MXN',
    moroccan: 'MAD',
    nepali: 'NPR',
    norwegian: 'NOK',
    omani: 'OMR',
    pakistani: 'PKR',
    philippine: 'PHP',
    qatari: 'QAR',
    saudi: 'SAR',
    schweizer: 'CHF',
    serbian: 'RSD',
    singapore: 'SGD',
    suisses: 'CHF',
    suizos: 'CHF',
    svizzeri: 'CHF',
    swedish: 'SEK',
    swiss: 'CHF',
    taiwan: 'TWD',
    tanzanian: 'TZS',
    turkish: 'TRY',
    uae: 'AED',
    ugandan: 'UGX',
    uk: 'GBP',
    uruguayan: 'UYU',
    zealand: 'NZD',
  }),
])
