import type { DeskKey } from '../../translations/keys'
import type { FieldType, OutcomeColour, Reader, Source, Target } from '../../vapi/mapping/mapping'

export const TARGET_WORDS = {
  currency: 'desk:mappingCurrency',
  customerName: 'desk:mappingCustomerName',
  customerPhone: 'desk:mappingCustomerPhone',
  outcome: 'desk:mappingOutcome',
  price: 'desk:mappingPrice',
  serviceName: 'desk:mappingServiceName',
  summary: 'desk:mappingSummary',
} as const satisfies Record<Target, DeskKey>

export const FROM_WORDS = {
  output: 'desk:mappingFromOutput',
  path: 'desk:mappingFromPath',
  variable: 'desk:mappingFromVariable',
} as const satisfies Record<Source['from'], DeskKey>

export const READER_WORDS = {
  date: 'desk:mappingDate',
  list: 'desk:mappingList',
  money: 'desk:mappingMoney',
  number: 'desk:mappingNumber',
  phone: 'desk:mappingPhone',
  text: 'desk:mappingText',
  yes_no: 'desk:mappingYesNo',
} as const satisfies Record<Reader, DeskKey>

export const TYPE_WORDS = {
  choice: 'desk:mappingChoice',
  date: 'desk:mappingDate',
  money: 'desk:mappingMoney',
  number: 'desk:mappingNumber',
  text: 'desk:mappingText',
  yes_no: 'desk:mappingYesNo',
} as const satisfies Record<FieldType, DeskKey>

export const COLOUR_WORDS = {
  amber: 'desk:mappingAmber',
  blue: 'desk:mappingBlue',
  green: 'desk:mappingGreen',
  grey: 'desk:mappingGrey',
  purple: 'desk:mappingPurple',
  red: 'desk:mappingRed',
} as const satisfies Record<OutcomeColour, DeskKey>
