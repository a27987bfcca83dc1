import type { JsonObject } from '../lib/json'
import { wordsAt } from './answers'
import type { CallerPhone, FoundPhone } from './callerPhone'
import type { ReadFields } from './customFields'
import type { At } from './fields/found'
import type { Mapped, MappedReport, Said } from './mapping/apply'
import type { Evidence, EvidenceLine } from './mapping/evidence'
import { TARGETS, type Target } from './mapping/mapping'
import { rawOf } from './mapping/raw'
import type { FoundSummary } from './summary'

/** What is known without a mapping. */
type BuiltIn = {
  call: JsonObject | undefined
  message: JsonObject
  name: Mapped<string> | null
  phone: FoundPhone
  read: ReadFields
  summary: FoundSummary | null
}

/** The fields of a report that a mapping may change, with where they come from. */
export type AgentFields = CallerPhone & {
  currencies: string[] | null
  customerName: string | null
  evidence: Evidence | null
  fields: JsonObject | null
  outcome: string | null
  price: number | null
  serviceName: string | null
  summary: string | null
}

type Money = {
  amount: number
  /** Null if it has no currency. */
  currency: Mapped<string[]> | null
  evidence: EvidenceLine
}

/** Combines what the desk reads on its own with what staff say the data means. */
export const agentFields = (builtIn: BuiltIn, mapped: MappedReport | null): AgentFields => {
  const { fields, findCallerName: _, ...found } = builtIn.read
  const targets = mapped?.targets
  const at = <Value>(value: Value | null, place: At | null): Mapped<Value> | null =>
    value === null || place === null ? null : { evidence: lineAt(place, builtIn), value }

  const outcome = chosen(targets?.outcome, () => at(fields.outcome, found.at.outcome))
  const service = chosen(targets?.serviceName, () => at(fields.serviceName, found.at.serviceName))
  const name = chosen(targets?.customerName, () => builtIn.name)
  const summary = chosen(
    targets?.summary,
    () => builtIn.summary && { evidence: builtIn.summary.evidence, value: builtIn.summary.text },
  )
  const phone = phoneOf(targets?.customerPhone, builtIn.phone)
  const money = moneyOf(targets, builtIn)
  const values = {
    customerName: name?.value ?? null,
    customerPhone: phone.customerPhone,
    outcome: outcome && (mapped?.outcomeFor(outcome.value) ?? outcome.value),
    price: money?.amount ?? null,
    serviceName: service?.value ?? null,
    summary: summary?.value ?? null,
  }
  const known = lines({
    currency: money?.currency?.evidence,
    customerName: name?.evidence,
    customerPhone: phone.evidence,
    outcome: outcome?.evidence,
    price: money?.evidence,
    serviceName: service?.evidence,
    summary: summary?.evidence,
  })
  const evidence = mapped?.evidenceWith(known) ?? known
  return {
    ...values,
    currencies: money?.currency?.value ?? null,
    customerPhoneSource: phone.customerPhoneSource,
    evidence: Object.keys(evidence).length > 0 ? evidence : null,
    fields: mapped?.fields ?? null,
  }
}

const lineAt = (at: At, parts: Pick<BuiltIn, 'call' | 'message'>): EvidenceLine => ({
  from: wordsAt(at, parts),
  raw: rawOf(at.entry.value),
})

const lines = (all: Record<Target, EvidenceLine | null | undefined>): Evidence => {
  const evidence: Evidence = {}
  for (const target of TARGETS) {
    const line = all[target]
    if (line) evidence[target] = line
  }
  return evidence
}

const chosen = <Value>(
  said: Said<Value>,
  builtIn: () => Mapped<Value> | null,
): Mapped<Value> | null => {
  if (said === undefined) return builtIn()
  return said === 'nothing' ? null : said
}

const NO_PHONE: FoundPhone = { customerPhone: null, customerPhoneSource: null, evidence: null }

const phoneOf = (said: Said<string>, builtIn: FoundPhone): FoundPhone => {
  if (said === undefined) return builtIn
  if (said === 'nothing') return NO_PHONE
  const { customerPhone, customerPhoneSource } = builtIn
  const isOwnLine = customerPhoneSource === 'caller' && customerPhone === said.value
  return {
    customerPhone: said.value,
    customerPhoneSource: isOwnLine ? 'caller' : 'told',
    evidence: said.evidence,
  }
}

const moneyOf = (targets: MappedReport['targets'] | undefined, builtIn: BuiltIn): Money | null => {
  const price = targets?.price
  const money = price === undefined ? builtInMoney(builtIn) : mappedMoney(price, targets, builtIn)
  const currency = targets?.currency
  if (!money || currency === undefined) return money
  if (currency !== 'nothing') return { ...money, currency }
  // What the text of a mapped price says is no guess.
  return price === undefined ? { ...money, currency: null } : money
}

const builtInMoney = (builtIn: BuiltIn): Money | null => {
  const { at, fields } = builtIn.read
  if (fields.price === null || at.price === null) return null
  const { amount, currencies } = fields.price
  const evidence = lineAt(at.price, builtIn)
  if (currencies === null) return { amount, currency: null, evidence }
  const named = at.currency === null ? evidence : lineAt(at.currency, builtIn)
  return { amount, currency: { evidence: named, value: currencies }, evidence }
}

const mappedMoney = (
  said: Exclude<MappedReport['targets']['price'], undefined>,
  targets: MappedReport['targets'] | undefined,
  builtIn: BuiltIn,
): Money | null => {
  if (said === 'nothing') return null
  const { evidence, value } = said
  const { amount, currencies } = value.price
  if (currencies !== null) return { amount, currency: { evidence, value: currencies }, evidence }
  const beside =
    value.isPlain || targets?.currency !== undefined ? null : builtIn.read.findCurrency()
  const currency =
    beside === null || beside.claim === 'unknown'
      ? null
      : { evidence: lineAt(beside.at, builtIn), value: [...beside.claim] }
  return { amount, currency, evidence }
}
