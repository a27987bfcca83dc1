import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json'
import { onceEach } from '../../lib/remember'
import type { CurrencyClaim } from '../currency'
import { CENTS } from '../money/words'
import { type Price, readPrice } from '../price'
import { type ClaimAt, currencyAround, currencyInside } from './currencyBeside'
import type { At } from './found'
import { type Holder, isFoundOut } from './holders'
import { foldKey, wordsOf } from './keys'
import { PRICE_NAMES, SERVICE_NAMES, TOTAL_NAMES } from './names'
import { isBesideCounts, isBesideLoan, isGrade, isSurvey } from './neighbours'
import { type Candidate, candidatesFor, firstRead } from './pick'
import type { Services } from './services'

const INSIDE = ['amount', 'value', 'total', 'price']
/** A price object with one of these keys contains several amounts, a grade, or an amount in other units. */
const DOUBTS_INSIDE = new Set(
  'rating score scale stars min max low high from to range cents minor discount exponent'.split(
    ' ',
  ),
)
const QUANTITIES = new Set(
  'quantity qty count menge anzahl cantidad quantite quantidade quantita aantal'.split(' '),
)
const TOTALS_OF_ITEMS = new Set('total linetotal totalprice subtotal'.split(' '))
/** A bare number below this could just as well be a count. */
const LEAST_BARE = 10

/** Where to look for a price, and the services it is for. */
type Search = {
  holders: readonly Holder[]
  services: Services | null
  /** The claim of a currency field elsewhere. */
  elsewhere: () => ClaimAt | null
}

/** A price, the field with its amount, and the one with its currency; null if none names it. */
export type Priced = { at: At; currencyAt: At | null; price: Price }

/**
 * The price of the requested services: a named price, where a total takes precedence over a part, else
 * the sum of several services if all have a price in one currency. Null if it is in doubt.
 */
export const readPriceOf = (search: Search): Priced | null => {
  const here = search.holders.filter(({ place }) => place !== 'person')
  return (
    firstRead(candidatesFor(here, PRICE_NAMES), (candidate) => readCandidate(candidate, search)) ??
    sumOf(search)
  )
}

const readCandidate = (candidate: Candidate, search: Search): Priced | null => {
  const priced = readOne(candidate, search)
  return priced && (totalBeside(candidate, priced.price, search) ?? priced)
}

/** A total next to the price of a part of it: `{ price: 30, addons: […], total: 40 }`. */
const totalBeside = (
  { entry, holder, name }: Candidate,
  price: Price,
  search: Search,
): Priced | null => {
  if (name.isGeneric || TOTAL_NAMES.has(entry.name)) return null
  const isOfService = holder.key !== null && SERVICE_NAMES.has(foldKey(holder.key))
  const around = isOfService && holder.parent ? [holder, holder.parent] : [holder]
  for (const place of around) {
    for (const { entry: other, name: known } of totalsIn(place)) {
      if (other === entry) continue
      const total = readOne({ entry: other, holder: place, name: known }, search)
      if (total && total.price.amount > price.amount && isSameKind(total.price, price)) return total
    }
  }
  return null
}

/** No agent notes more of them next to each other, and each is compared with every other. */
const MAX_BESIDE = 20

const totalsIn = onceEach(({ known }: Holder) =>
  known
    .flatMap((entry) => {
      const name = TOTAL_NAMES.has(entry.name) ? PRICE_NAMES.get(entry.name) : undefined
      return name ? [{ entry, name }] : []
    })
    .slice(0, MAX_BESIDE),
)

/** True if both can be in the same currency. */
const isSameKind = (one: Price, other: Price): boolean =>
  one.currencies === null
    ? other.currencies === null
    : (other.currencies?.some((code) => one.currencies?.includes(code)) ?? true)

const readOne = (
  { entry, holder, name }: Candidate,
  { elsewhere, services }: Search,
): Priced | null => {
  const { value } = entry
  // It is unclear whether this is the price of one or of all.
  if (isOfSeveral(holder) && !TOTAL_NAMES.has(entry.name)) return null
  const at = { entry, holder }
  if (Array.isArray(value) && value.length > 1) return sumOfList(value, at, elsewhere)
  const inner = isJsonObject(value) ? value : null
  const scalar = inner ? scalarIn(inner) : Array.isArray(value) ? (value[0] ?? null) : value
  const price = readPrice(scalar)
  if (!price) return null
  const inside = inner && currencyInside(inner)
  const near = inside === null ? currencyAround(holder) : { at, claim: inside }
  // A sign with only one meaning is not narrowed by a field further away.
  const isSure = price.currencies?.length === 1
  const around = isSure ? null : (near ?? elsewhere())
  const said = isSure ? price : withCurrency(price, around?.claim ?? null)
  if (!said) return null
  const isBare = price.currencies === null && near === null
  const items = servicesIn(services, holder)
  if (isBare && isGrade(scalar) && isSurvey(holder)) return null
  if (name.isGeneric && !isPrice(said.amount, holder, isBare, items)) return null
  if (name.isGeneric && !isFoundOut(holder)) return null
  const isFit = fitsItems(said.amount, entry.name, isBare, items)
  return isFit ? priced(said, at, price.currencies === null ? around : { at }) : null
}

const priced = (price: Price, at: At, named: Pick<ClaimAt, 'at'> | null): Priced => ({
  at,
  currencyAt: price.currencies === null ? null : (named?.at ?? null),
  price,
})

/** True if the fields next to a generic name show that it is a price. */
const isPrice = (
  amount: number,
  holder: Holder,
  isBare: boolean,
  items: readonly JsonObject[],
): boolean => {
  if (isBesideLoan(holder)) return false
  if (!isBare || items.length > 0 || isProduct(amount, holder)) return true
  return hasService(holder) && amount >= LEAST_BARE && !isBesideCounts(holder)
}

/** A count, as a number or text; 0 for anything else. */
const countOf = (value: JsonValue): number => {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\s*\d{1,6}\s*$/.test(value) ? Number(value) : 0
}

/** True for 100 next to `{ price: 25, guests: 4 }`. */
const isProduct = (amount: number, holder: Holder): boolean => {
  const { counts, prices } = factorsIn(holder)
  return prices.some((price) => counts.some((count) => price * count === amount))
}

const factorsIn = onceEach(({ entries, known }: Holder) => ({
  counts: entries
    .map(({ value }) => countOf(value))
    .filter((count) => count > 1)
    .slice(0, MAX_BESIDE),
  prices: known
    .filter(({ name }) => PRICE_NAMES.get(name)?.isGeneric === false)
    .slice(0, MAX_BESIDE)
    .flatMap(({ value }) => readPrice(value)?.amount || []),
}))

/** True next to a quantity above 1. */
const isOfSeveral = onceEach(({ entries }: Holder): boolean =>
  entries.some(({ name, value }) => QUANTITIES.has(name) && countOf(value) > 1),
)

const hasService = onceEach(({ known }: Holder): boolean =>
  known.some(({ name, value }) => SERVICE_NAMES.has(name) && !isGrade(value)),
)

/** The items of the services, if their list is in this holder or inside it. */
const servicesIn = (services: Services | null, holder: Holder): readonly JsonObject[] => {
  for (let at = services?.holder ?? null; at; at = at.parent) {
    if (at === holder) return services?.items ?? []
  }
  return []
}

/**
 * True if an amount can be the price of several items. A named total is at least the largest; others,
 * the sum.
 */
const fitsItems = (
  amount: number,
  name: string,
  isBare: boolean,
  items: readonly JsonObject[],
): boolean => {
  const prices = amountsOf(items)
  if (prices.length < 2) return true
  if (TOTAL_NAMES.has(name)) return !isBare || amount >= Math.max(...prices)
  return amount >= roundedSum(prices)
}

const amountsOf = onceEach((items: readonly JsonObject[]) =>
  items.flatMap((item) => priceOfItem(item)?.amount ?? []),
)

const scalarIn = (value: JsonObject): JsonValue => {
  const isInDoubt = Object.entries(value).some(
    ([key, item]) =>
      (item !== null && wordsOf(key).some((word) => DOUBTS_INSIDE.has(word))) ||
      (typeof item === 'string' && CENTS.has(item.trim().toLowerCase())),
  )
  if (isInDoubt) return null
  for (const key of INSIDE) {
    const item = Object.hasOwn(value, key) ? value[key] : null
    if (item !== undefined && item !== null && typeof item !== 'object') return item
  }
  return null
}

/** The price in an object with its parts, `{ amount: 30, currency: "EUR" }`; null if it is in doubt. */
export const priceOfObject = (value: JsonObject): Price | null => {
  const price = readPrice(scalarIn(value)) ?? priceOfItem(value)
  if (!price) return null
  return price.currencies?.length === 1 ? price : withCurrency(price, currencyInside(value))
}

/** Applies a currency field to a price: it adds the currency, or narrows what the price's sign can mean. */
const withCurrency = (price: Price, field: CurrencyClaim): Price | null => {
  if (field === null) return price
  if (!price.currencies) return field === 'unknown' ? null : { ...price, currencies: [...field] }
  if (field === 'unknown') return price
  const common = price.currencies.filter((code) => field.includes(code))
  return common.length > 0 ? { ...price, currencies: common } : price
}

/** The sum of a list of prices next to a list of as many services. */
const sumOfList = (
  list: readonly JsonValue[],
  at: At,
  elsewhere: () => ClaimAt | null,
): Priced | null => {
  const { holder } = at
  const isForEach = holder.known.some(
    ({ name, value }) =>
      SERVICE_NAMES.has(name) && Array.isArray(value) && value.length === list.length,
  )
  const prices = isForEach ? list.map((item) => readPrice(item)) : []
  return addedAt(prices, at, currencyAround(holder) ?? elsewhere())
}

/** The sum of the items of several services. */
const sumOf = ({ elsewhere, holders, services }: Search): Priced | null => {
  if (!services || services.items.length === 0 || !holders.includes(services.holder)) return null
  if (hasExtras(services.holder)) return null
  const around = currencyAround(services.holder) ?? elsewhere()
  return addedAt(services.items.map(priceOfItem), services, around)
}

const addedAt = (
  prices: readonly (Price | null)[],
  { entry, holder }: At,
  around: ClaimAt | null,
): Priced | null => {
  const sum = added(prices, around?.claim ?? null)
  const at = { entry, holder }
  const isNamed = prices.some((price) => price !== null && price.currencies !== null)
  return sum && priced(sum, at, isNamed ? { at } : around)
}

const EXTRAS = new Set(
  `fee fees delivery shipping tax taxes vat gst iva mwst tva btw discount coupon promo voucher tip gratuity
   surcharge extra extras addon addons rabatt descuento desconto remise sconto korting lieferung versand envio
   livraison consegna levering`.split(/\s+/),
)

/** True if a field next to the items changes their sum: `delivery_fee: 3`, `discount: "10%"`. */
const hasExtras = ({ entries }: Holder): boolean =>
  entries.some(
    ({ key, value }) =>
      wordsOf(key).some((word) => EXTRAS.has(word)) &&
      ((readPrice(value)?.amount ?? 0) > 0 || (typeof value === 'string' && /\d ?%/.test(value))),
  )

const added = (prices: readonly (Price | null)[], around: CurrencyClaim): Price | null => {
  const said = prices.map((price) => price && withCurrency(price, around))
  const [first] = said
  if (!first) return null
  let common = first.currencies
  const amounts: number[] = []
  for (const price of said) {
    // If only some have a sign, they may be in different currencies.
    if (!price || (price.currencies === null) !== (common === null)) return null
    common = common?.filter((code) => price.currencies?.includes(code)) ?? null
    if (common?.length === 0) return null
    amounts.push(price.amount)
  }
  return { amount: roundedSum(amounts), currencies: common }
}

const roundedSum = (amounts: readonly number[]): number =>
  Math.round(amounts.reduce((sum, amount) => sum + amount, 0) * 100) / 100

/** The price of one item; with a quantity, only the total of its line. */
const priceOfItem = (item: JsonObject): Price | null => {
  const entries = Object.entries(item).map(([key, value]) => ({ name: foldKey(key), value }))
  const isSeveral = entries.some(
    ({ name, value }) => QUANTITIES.has(name) && value !== 1 && value !== '1' && value !== '1.0',
  )
  const wanted = isSeveral ? TOTALS_OF_ITEMS : null
  let best: { price: Price; rank: number } | null = null
  for (const { name, value } of entries) {
    const known = PRICE_NAMES.get(name)
    if (!known || (wanted && !wanted.has(name))) continue
    const inner = isJsonObject(value) ? value : null
    const price = readPrice(inner ? scalarIn(inner) : value)
    const isCount = known.isGeneric && typeof value === 'number' && value < LEAST_BARE
    if (!price || (isCount && !wanted) || (best && best.rank <= known.rank)) continue
    const said = withCurrency(price, inner ? currencyInside(inner) : null)
    if (said) best = { price: said, rank: known.rank }
  }
  return best && withCurrency(best.price, currencyOfItem(item))
}

const currencyOfItem = (item: JsonObject): CurrencyClaim => {
  for (const key in item) {
    if (foldKey(key) === 'currency') return currencyInside({ currency: item[key] ?? null })
  }
  return null
}
