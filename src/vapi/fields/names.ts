import { foldKey } from './keys'

/**
 * How reliable a field name is. `rank`: the most likely first. `group`: names of a later group only
 * count if there is none of an earlier one. A generic name needs another field next to it that shows
 * what it means.
 */
export type Name = { group: number; rank: number; isGeneric: boolean }
export type Names = ReadonlyMap<string, Name>

/** Groups of names, each in order; `~` marks generic ones. */
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

/** Names for the outcome of a call. */
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

/** Names for the service that was requested. A value may contain several services. */
export const SERVICE_NAMES = namesOf(
  'serviceName',
  `~service bookedService requestedService serviceBooked serviceRequested selectedService
   appointmentService serviceType typeOfService serviceNeeded serviceRequired serviceWanted desiredService
   interestedService serviceInterest serviceOfInterest serviceInterestedIn
   bookedServices requestedServices servicesBooked servicesRequested selectedServices serviceNames
   serviceTypes ~services
   ~treatment treatmentName treatmentType ~treatments appointmentType ~procedure
   dienstleistung gebuchteLeistung gewünschteLeistung gewünschterService behandlungsart ~leistung ~leistungen
   ~dienstleistungen ~dienst ~behandlung ~behandlungen
   servicioSolicitado servicioDeseado servicioRequerido tipoDeServicio tipoServicio ~servicio ~servicios ~tratamiento
   prestationDemandée serviceDemandé typeDePrestation typeDeService ~prestation ~prestations ~soin ~soins
   serviçoSolicitado serviçoDesejado tipoDeServiço tipoServiço ~serviço ~serviços ~tratamento ~procedimento
   servizioRichiesto servizioDesiderato tipoDiServizio tipoServizio ~servizio ~servizi ~trattamento
   gewensteDienst soortDienst ~diensten ~behandeling`,
  '~lineItems ~items ~products ~cart',
)

/** Names for the total price. */
export const PRICE_NAMES = namesOf(
  `finalPrice agreedPrice discountedPrice priceAfterDiscount totalPrice grandTotal price`,
  `servicePrice bookingPrice appointmentPrice orderTotal bookingTotal quotedPrice
   priceQuoted quoteAmount quotedAmount estimatedPrice priceEstimate priceQuote priceTotal
   endpreis gesamtpreis vereinbarterPreis geschätzterPreis preis
   precioFinal precioAcordado precioTotal precioEstimado precio
   prixFinal prixConvenu prixTotal prixEstimé prix
   preçoFinal preçoCombinado preçoTotal preçoEstimado preço
   prezzoFinale prezzoConcordato prezzoTotale prezzoStimato prezzo
   eindprijs totaalprijs prijsTotaal prijs`,
  `~quote ~totalAmount ~amount ~total ~totalCost ~estimatedCost ~cost ~estimate ~prices
   ~orderAmount ~orderValue ~bookingAmount ~bookingValue ~estimatedTotal ~quotedTotal ~costEstimate
   ~serviceCost ~serviceFee ~appointmentCost ~jobCost ~fee
   ~gesamtbetrag ~gesamt ~betrag ~summe ~kosten ~gesamtkosten
   ~importeTotal ~importe ~coste ~costo ~costoTotal ~costeTotal ~montoTotal ~monto ~valorTotal ~valor
   ~custoTotal ~custo ~tarif ~montantTotal ~montant ~coûtTotal ~coût ~importoTotale ~importo ~costoTotale
   ~tariffa ~totale ~totaalbedrag ~bedrag ~totaal ~totaleKosten`,
)

/** Those that mean the total of several services. */
export const TOTAL_NAMES: ReadonlySet<string> = new Set(
  `totalPrice grandTotal priceTotal orderTotal bookingTotal finalPrice totalAmount total totalCost
   estimatedTotal quotedTotal gesamtpreis gesamtbetrag gesamtkosten gesamt summe endpreis precioTotal
   precioFinal importeTotal montoTotal costoTotal costeTotal valorTotal prixTotal prixFinal montantTotal
   coûtTotal preçoTotal preçoFinal custoTotal prezzoTotale prezzoFinale importoTotale costoTotale totale
   totaalprijs prijsTotaal totaalbedrag totaal`
    .split(/\s+/)
    .map(foldKey),
)

export const CURRENCY_NAMES = namesOf(
  'currency',
  `currencyCode priceCurrency currencySymbol währung waehrung moneda divisa devise monnaie moeda
   valuta`,
)

/** Names for the name of the caller. */
export const PERSON_NAMES = namesOf(
  'customerName',
  `callerName clientName leadName contactName guestName homeownerName ownerName tenantName prospectName
   memberName customerFullName callerFullName
   customersName callersName clientsName guestsName nameOfCustomer nameOfCaller nameOfClient nameOfGuest
   nameOfTheCustomer nameOfTheCaller contactFullName clientFullName
   kundenname kundeName nameKunde anrufername nameAnrufer nameDesKunden nameDesAnrufers vollständigerName
   nombreCliente nombreDelCliente nombreLlamante nombreApellidosFamiliar nombreApellidoFamiliar
   nombreFamiliar nombreApellidos nombreYApellidos nombreYApellido nombreCompleto
   nomClient nomDuClient nomComplet nomAppelant nomEtPrénom nomPrénom prénomEtNom prénomNom
   nomeCliente nomeDoCliente nomeCompleto nomeDelCliente nomeChiamante nomeECognome
   nomeCognome nominativo
   klantnaam naamKlant naamVanDeKlant volledigeNaam naamBeller naamVanDeBeller fullName`,
  `patientName patientsName nameOfPatient nombreApellidosPaciente nombreApellidoPaciente nombrePaciente
   nombreDelPaciente nomPatient nomDuPatient nomePaciente nomeDoPaciente nomePaziente nomeDelPaziente
   patientenname nameDesPatienten naamPatiënt`,
  '~name ~nombre ~nom ~nome ~naam',
)

/** Names for the first name and the last name. */
export const FIRST_NAMES = namesOf(
  'firstName',
  'customerFirstName callerFirstName givenName forename vorname prénom voornaam ~nombre ~nome',
)
export const LAST_NAMES = namesOf(
  'lastName',
  `surname familyName customerLastName callerLastName nachname apellido apellidos nomDeFamille sobrenome
   cognome achternaam ~name ~nom ~naam`,
)

/** A text under one of these is the caller's name. */
export const CALLERS: ReadonlySet<string> = new Set(
  'customer caller client kunde anrufer cliente llamante klant appelant chiamante'.split(' '),
)
