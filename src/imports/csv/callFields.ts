import type { FieldNames } from './columns'

/** The fields of a call that a CSV file can have. `client`: an e-mail address, or an id as our own export has it. */
export const CALL_FIELDS = [
  'vapiCallId',
  'clientEmail',
  'client',
  'startedAt',
  'endedAt',
  'reportedAt',
  'timezone',
  'durationSeconds',
  'callType',
  'endedGroup',
  'endedReason',
  'customerName',
  'customerPhone',
  'customerPhoneSource',
  'outcome',
  'serviceName',
  'price',
  'currency',
  'summary',
  'transcript',
  'messages',
  'successEvaluation',
  'structuredData',
  'hasRecording',
  'vapiAssistantId',
  'vapiPhoneNumber',
  'cost',
  'costBreakdown',
] as const

export type CallField = (typeof CALL_FIELDS)[number]

/** Whether a text names a field of a call. */
export const isCallField = (text: string): text is CallField =>
  CALL_FIELDS.some((field) => field === text)

const words = (text: string): readonly string[] => text.split(' ')

/** The names of columns for each field, beside the field's own. */
export const CALL_NAMES: FieldNames<CallField> = {
  callType: words('type'),
  client: words('clientid user customeraccount kunde mandant compte klant'),
  clientEmail: words('useremail kundenemail'),
  cost: words('vapicost kosten costo cout'),
  costBreakdown: [],
  currency: words('waehrung wahrung moneda divisa devise valuta moeda currencycode'),
  customerName: words(
    'customer caller callername anrufer name nombre nom appelant llamante chiamante beller nomedocliente',
  ),
  customerPhone: words(
    'phone callerphone callernumber customernumber phonenumber number from telefon telefonnummer rufnummer telefono telephone telefone telefoonnummer',
  ),
  customerPhoneSource: [],
  durationSeconds: words(
    'duration seconds length dauer duracion duree durata duracao duur sekunden',
  ),
  endedAt: words('ended end endtime endedon ende fin finalizada fine terminatoalle eindtijd'),
  endedGroup: words('ending'),
  endedReason: words('endreason reason'),
  hasRecording: words('recorded recording'),
  messages: words('conversation'),
  outcome: words('result ergebnis resultado resultat risultato uitkomst esito'),
  price: words('amount preis betrag precio importe prix prezzo preco prijs total'),
  reportedAt: words('reported created createdat'),
  serviceName: words('service leistung dienstleistung servicio prestation servizio servico dienst'),
  startedAt: words(
    'started start starttime date time when callstart datum beginn fecha inicio horadeinicio debut data inizio begin gestart',
  ),
  structuredData: words('analysis'),
  successEvaluation: words('evaluation success'),
  summary: words('zusammenfassung resumen resume riassunto resumo samenvatting notes'),
  timezone: words('zone tz zeitzone zonahoraria fuseauhoraire fusoorario fusohorario tijdzone'),
  transcript: words('transkript mitschrift transcripcion transcription trascrizione transcricao'),
  vapiAssistantId: words('assistant assistantid agent agentid'),
  vapiCallId: words(
    'callid vapiid call anrufid idllamada iddelallamada iddelappel idappel idchiamata idchamada gespreksid',
  ),
  vapiPhoneNumber: words('vapiphone vapinumber to calledphone callednumber'),
}
