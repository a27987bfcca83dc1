import { foldWord } from './foldWord'

/** Words about money in the seven languages of agents, without accents. */
const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

/** The factors by which a word multiplies the number before it. */
export const MULTIPLIERS: ReadonlyMap<string, number> = new Map([
  ...'k thousand thou grand tsd tausend duizend tusen tusind tys tysiecy tysiace tisic tisice ezer ribu nghin тыс тысяч тысячи тисяч 千 천'
    .split(' ')
    .map((word): [string, number] => [word, 1e3]),
  ...'हजार ألف آلاف אלף'.split(' ').map((word): [string, number] => [foldWord(word), 1e3]),
  ...['hundred', '百'].map((word): [string, number] => [word, 100]),
  ...'m mm mn mio mln million millions millionen miljoen miljoner millioner millon millones milhao milhoes milioni milione milion miliony milionow juta trieu milyon млн миллион миллиона миллионов مليون'
    .split(' ')
    .map((word): [string, number] => [word, 1e6]),
  ...'b bn billion mrd milliarde milliarden milliard milliards miljard miliardo miliardi milyar млрд'
    .split(' ')
    .map((word): [string, number] => [word, 1e9]),
  ...['lakh', 'lakhs', 'lac', 'lacs', foldWord('लाख')].map((word): [string, number] => [word, 1e5]),
  ...['crore', 'crores', 'cr'].map((word): [string, number] => [word, 1e7]),
  ...['万', '萬', '만'].map((word): [string, number] => [word, 1e4]),
  ...['億', '亿', '억'].map((word): [string, number] => [word, 1e8]),
])

/** Words for a hundredth of the unit. */
export const CENTS = list(
  'cent cents ct cts c p pence penny centavo centavos centime centimes centesimi centimos rappen paise',
)

/** Units of time: the number before it is a duration. */
export const DURATIONS = list(`
  s sec secs second seconds sek sekunden min mins minute minutes minuten minuti minuto minutos minuut
  h hr hrs hour hours std stunde stunden hora horas heure heures ora ore uur uren
  day days tag tage tagen dia dias jour jours giorno giorni dag dagen
  week weeks wk wks woche wochen semana semanas semaine semaines settimana settimane weken
  month months monat monate mes meses mois mese mesi maand maanden
  year years yr yrs jahr jahre jahren ano anos an ans anno anni jaar jaren
  night nights nacht nachte nuit nuits noche noches notte notti noite noites nachten`)

/** The number before it is a number of people. */
export const PEOPLE = list(`
  people person persons guest guests adult adults kid kids child children pax players participants
  personen person gaste erwachsene kinder personas persona personnes personne persone pessoas pessoa
  volwassenen kinderen`)

/** Taxes, which are included in a price or added to it. */
export const TAXES = list(`
  vat gst hst pst qst tax taxes mwst ust mehrwertsteuer umsatzsteuer steuer iva tva btw kdv moms mva alv
  pdv dph ddv igv itbis cgst sgst igst impuesto impuestos imposto impostos taxe tasse`)

/** The amount is for one of several, not the total. */
export const RATES = list(`
  per each pp ph pcm pw pa pro je por par ea every jeweils stuck cada chaque ciascuno cadauno elk an @
  hourly nightly daily weekly stundlich taglich`)

/** The amount is the total. */
export const TOTALS = list(
  'total sum altogether gesamt gesamtpreis insgesamt summe totale totaal totaux totalprice',
)

/** The amount next to it is not the price, or not the whole price. */
export const DOUBTS = list(`
  off discount discounted deposit down downpayment save saves saved saving savings refund refunded credit
  was were budget income salary loan mortgage up under below over above less more least most min minimum
  max maximum between from starting starts start additional extra not no instead previously normally
  usually regular regularly originally or to than half quarter dozen couple few several hundreds thousands
  tip tips gratuity cashback rebate upwards onward onwards beginning rent low high lowest highest free
  complimentary waived worth depends depending varies vary variable mil mille mila bin trillion ty jt rb tr mii
  next fran od alkaen tol от до від من מ
  ab von bis unter uber mindestens hochstens maximal maximum minimal rabatt nachlass ermassigung ermaßigung
  reduzierung
  anzahlung kaution gutschein kostenlos gratis statt oder weniger mehr zwischen startpreis
  desde hasta menos mas entre descuento rebaja anticipo adelanto abono senal fianza deposito enganche gratuito
  gratuita maximo maxima minimo minima mucho poco o partir jusqu'a jusqua moins plus remise acompte
  reduction arrhes caution depot gratuit gratuite maximale minimale
  ou des ate desconto abatimento entrada sinal caucao da fino sconto riduzione acconto caparra cauzione
  massimo minimo massima minima almeno meno piu tra fra oppure vanaf tot korting maximaal minimaal minstens
  hoogstens borg waarborg gratis aanbetaling minder meer tussen mil mille hundert cent cien ciento cem cento minus negative`)

/**
 * Words that do not affect the amount. In a text without a currency, all other words must be among
 * these.
 */
export const FILLERS = list(`
  about approx approximately around roughly circa ca just only flat fixed total price prices cost costs
  costing fee is it's its the a an for of in at incl inclusive including included excl exclusive excluding
  all net gross cash quoted estimated estimate will be would amount payable session visit head unit piece
  room service appointment and with plus
  etwa ungefahr rund nur pauschal gesamt insgesamt preis kostet inkl zzgl exkl inklusive zuzuglich und
  unos aproximadamente solo precio incluido incluida y con
  environ seulement prix ttc ht forfait compris et avec
  prezzo compresa inclusa solo e
  cerca apenas so preco incluso
  ongeveer slechts prijs inclusief exclusief en`)
