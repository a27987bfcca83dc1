import { foldKey } from './keys'

/**
 * How much a name says by itself. `rank`: the likeliest first. `group`: names of a later group only
 * count where none of an earlier one does. A generic name needs a neighbour that says what it means.
 */
export type Name = { group: number; rank: number; isGeneric: boolean }
export type Names = ReadonlyMap<string, Name>

/** Groups of names, each in order; `~` marks the generic ones. */
const namesOf = (...groups: string[]): Names => {
  const names = new Map<string, Name>()
  groups.forEach((words, group) => {
    for (const word of words.split(/\s+/).filter(Boolean)) {
      const name = foldKey(word)
      if (!names.has(name)) {
        names.set(name, { group, isGeneric: word.startsWith('~'), rank: names.size })
      }
    }
  })
  return names
}

/** What agents call the outcome of a call. */
export const OUTCOME_NAMES = namesOf(
  'outcome',
  `callOutcome callResult disposition callDisposition conversationOutcome outcomeOfCall resultOfCall
   bookingOutcome appointmentOutcome callResolution
   ergebnis anrufergebnis gesprächsergebnis
   resultado resultadoLlamada resultadoDeLaLlamada desenlace
   résultat résultatAppel résultatDeLAppel
   resultadoChamada resultadoDaChamada resultadoLigação desfecho
   esito esitoChiamata esitoDellaChiamata risultato
   resultaat gespreksresultaat uitkomst afloop`,
  'bookingStatus appointmentStatus reservationStatus orderStatus',
  '~result ~resolution ~status ~estado ~statut ~stato',
)

/** What they call the service that was asked for. Several may stand in each. */
export const SERVICE_NAMES = namesOf(
  'serviceName',
  `~service bookedService requestedService serviceBooked serviceRequested selectedService
   appointmentService serviceType serviceNeeded serviceOfInterest
   bookedServices requestedServices servicesBooked servicesRequested selectedServices ~services
   ~treatment treatmentName treatmentType ~treatments appointmentType ~procedure
   dienstleistung gebuchteLeistung ~leistung ~dienst ~behandlung
   servicioSolicitado ~servicio ~servicios ~tratamiento
   prestationDemandée ~prestation ~prestations ~soin ~soins
   serviçoSolicitado ~serviço ~serviços ~tratamento ~procedimento
   servizioRichiesto ~servizio ~servizi ~trattamento
   gewensteDienst ~diensten ~behandeling`,
  '~lineItems ~items ~products ~cart',
)

/** What they call the price of all of it. */
export const PRICE_NAMES = namesOf(
  'totalPrice grandTotal price',
  `finalPrice agreedPrice servicePrice bookingPrice appointmentPrice orderTotal bookingTotal quotedPrice
   priceQuoted quoteAmount quotedAmount estimatedPrice
   gesamtpreis endpreis preis precioTotal precioFinal precio prixTotal prix preçoTotal preço
   prezzoTotale prezzo totaalprijs prijs`,
  `~quote ~totalAmount ~amount ~total ~totalCost ~estimatedCost ~cost ~estimate ~prices
   ~gesamtbetrag ~gesamt ~betrag ~summe ~kosten ~importe ~coste ~costo ~monto ~valor ~custo ~tarif
   ~montant ~coût ~importo ~tariffa ~totale ~bedrag ~totaal`,
)

/** Those that cover all of several services. */
export const TOTAL_NAMES: ReadonlySet<string> = new Set(
  `totalPrice grandTotal orderTotal bookingTotal finalPrice totalAmount total totalCost gesamtpreis
   gesamtbetrag gesamt summe endpreis precioTotal precioFinal prixTotal preçoTotal prezzoTotale totale
   totaalprijs totaal`
    .split(/\s+/)
    .map(foldKey),
)

export const CURRENCY_NAMES = namesOf(
  'currency',
  `currencyCode priceCurrency currencySymbol währung waehrung moneda divisa devise monnaie moeda
   valuta`,
)

/** What they call who called. */
export const PERSON_NAMES = namesOf(
  'customerName',
  `callerName clientName leadName contactName guestName homeownerName ownerName tenantName prospectName
   memberName customerFullName callerFullName
   kundenname anrufername nameDesKunden nameDesAnrufers
   nombreCliente nombreDelCliente nombreLlamante nombreApellidosFamiliar nombreApellidoFamiliar
   nombreFamiliar nombreApellidos nombreYApellidos nombreYApellido nombreCompleto
   nomClient nomDuClient nomComplet nomAppelant
   nomeCliente nomeDoCliente nomeCompleto nomeDelCliente nomeChiamante nomeECognome
   klantnaam naamKlant volledigeNaam naamBeller fullName`,
  `patientName nombreApellidosPaciente nombreApellidoPaciente nombrePaciente nomPatient nomePaciente
   nomePaziente patientenname`,
  '~name ~nombre ~nom ~nome ~naam',
)

/** The two halves of a name. */
export const FIRST_NAMES = namesOf(
  'firstName',
  'customerFirstName callerFirstName vorname prénom voornaam ~nombre ~nome',
)
export const LAST_NAMES = namesOf(
  'lastName',
  `surname familyName customerLastName callerLastName nachname apellido apellidos nomDeFamille sobrenome
   cognome achternaam`,
)

/** A name under one of these, as text, is the caller's. */
export const CALLERS: ReadonlySet<string> = new Set(
  'customer caller client kunde anrufer cliente llamante klant appelant chiamante'.split(' '),
)
