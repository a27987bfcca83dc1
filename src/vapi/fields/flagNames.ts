import { foldKey } from './keys'

export type Flag = { yes: string; no: string | null; names: string }

/**
 * The outcomes that a yes or a no means, by the names of fields. The first flag that is true is the
 * outcome.
 */
export const FLAGS: readonly Flag[] = [
  {
    names: `
      rescheduled appointmentRescheduled bookingRescheduled verschoben reprogramada reagendada reporté
      remarcado riprogrammato verzet`,
    no: null,
    yes: 'rescheduled',
  },
  {
    names: `
      cancelled canceled appointmentCancelled appointmentCanceled bookingCancelled bookingCanceled
      orderCancelled orderCanceled storniert abgesagt cancelada cancelado annulé annullato geannuleerd`,
    no: null,
    yes: 'cancelled',
  },
  {
    names: `
      booked appointmentBooked appointmentMade appointmentSet appointmentScheduled appointmentCreated
      bookingMade bookingCreated bookingCompleted bookingSuccessful meetingBooked meetingScheduled
      demoBooked demoScheduled reservationMade reservationBooked tableBooked visitBooked visitScheduled
      viewingBooked viewingScheduled consultationBooked consultationScheduled callBooked jobBooked
      serviceBooked inspectionScheduled tourScheduled scheduled
      gebucht terminGebucht terminVereinbart reserviert
      reservado reservada agendado agendada citaAgendada citaReservada citaConcertada reservaHecha
      rdvPris rendezVousPris réservé réservationFaite
      agendamentoFeito consultaAgendada marcado consultaMarcada
      prenotato appuntamentoFissato appuntamentoPrenotato prenotazioneFatta
      geboekt gereserveerd afspraakGemaakt ingepland`,
    no: 'not booked',
    yes: 'booked',
  },
  {
    names: `
      confirmed appointmentConfirmed bookingConfirmed reservationConfirmed orderConfirmed bestätigt
      terminBestätigt citaConfirmada reservaConfirmada rdvConfirmé agendamentoConfirmado
      appuntamentoConfermato afspraakBevestigd`,
    no: 'not confirmed',
    yes: 'confirmed',
  },
  { names: 'orderPlaced orderCreated orderTaken purchased', no: null, yes: 'order placed' },
  { names: 'sold saleMade saleClosed dealClosed', no: 'not sold', yes: 'sold' },
  { names: 'quoteRequested estimateRequested', no: null, yes: 'quote requested' },
  { names: 'ticketCreated ticketOpened', no: null, yes: 'ticket opened' },
  {
    names: `
      callbackRequested callBackRequested requestedCallback wantsCallback needsCallback callbackNeeded
      callbackRequired callbackWanted callbackScheduled rückrufGewünscht rückrufErwünscht rückruf
      devolverLlamada llamadaDeVuelta rappelDemandé retornoSolicitado richiestaRichiamata
      terugbelverzoek`,
    no: null,
    yes: 'callback requested',
  },
  { names: 'messageTaken messageLeft', no: null, yes: 'message taken' },
  { names: 'voicemailLeft leftVoicemail', no: null, yes: 'voicemail left' },
  { names: 'transferred callTransferred transferredToHuman', no: null, yes: 'transferred' },
  { names: 'escalated callEscalated', no: null, yes: 'escalated' },
  { names: 'resolved issueResolved problemResolved', no: 'not resolved', yes: 'resolved' },
  { names: 'qualified leadQualified qualifiedLead', no: 'not qualified', yes: 'qualified' },
  { names: 'notInterested', no: null, yes: 'not interested' },
  { names: 'interested leadInterested', no: 'not interested', yes: 'interested' },
  { names: 'doNotCall optedOut', no: null, yes: 'do not call' },
  { names: 'wrongNumber', no: null, yes: 'wrong number' },
]

const TABLE: ReadonlyMap<string, Flag> = new Map(
  FLAGS.flatMap((flag) =>
    flag.names
      .split(/\s+/)
      .filter(Boolean)
      .map((name): [string, Flag] => [foldKey(name), flag]),
  ),
)

const PREFIX = /^(?:is|was|has(?:been)?)(?:the|an)?/

/** The flag for a name in the form of `foldKey`; undefined if there is none. */
export const flagOf = (name: string): Flag | undefined =>
  TABLE.get(name) ?? (PREFIX.test(name) ? TABLE.get(name.replace(PREFIX, '')) : undefined)

/** True for the name of a yes-or-no field, such as `appointmentBooked`. */
export const isFlag = (name: string): boolean => flagOf(name) !== undefined
