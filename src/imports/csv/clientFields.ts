import type { FieldNames } from './columns'

/** The fields of a client that a CSV file can have. */
export const CLIENT_FIELDS = [
  'email',
  'name',
  'businessName',
  'phone',
  'businessType',
  'serviceHours',
  'timezone',
  'currency',
  'language',
  'vapiWebhookToken',
  'vapiAssistantId',
  'vapiPhoneNumber',
  'setupStatus',
  'adminNotes',
  'emailNotifications',
  'smsNotifications',
  'isActive',
  'dateJoined',
] as const

export type ClientField = (typeof CLIENT_FIELDS)[number]

/** Whether a text names a field of a client. */
export const isClientField = (text: string): text is ClientField =>
  CLIENT_FIELDS.some((field) => field === text)

const words = (text: string): readonly string[] => text.split(' ')

/** The names of columns for each field, beside the field's own. */
export const CLIENT_NAMES: FieldNames<ClientField> = {
  adminNotes: words(
    'notes note adminnote internalnotes notizen notiz notas nota notesinternes noteinterne opmerkingen notities remarks bemerkungen bemerkung comments observaciones',
  ),
  businessName: words(
    'business company companyname firm organisation organization firma firmenname unternehmen betrieb empresa nombredelaempresa negocio nombredelnegocio entreprise societe nomdelentreprise azienda ragionesociale nomeazienda nomedaempresa bedrijf bedrijfsnaam clientname kunde salon',
  ),
  businessType: words(
    'industry sector trade category branche gewerbe sparte tipodenegocio rubro actividad secteur activite settore tipodiattivita ramo tipodenegocios sectortipo',
  ),
  currency: words('waehrung wahrung moneda divisa devise monnaie valuta moeda currencycode'),
  dateJoined: words(
    'joined createdat created since kundeseit angelegt fechadealta alta clientedesde creele dataadesione criadoem aangemaakt',
  ),
  email: words(
    'emailaddress mail mailaddress emailadresse mailadresse correo correoelectronico adressemail courriel adresseelectronique posta indirizzoemail enderecodeemail emailadres username login',
  ),
  emailNotifications: words(
    'emailnotification notifybyemail emailbenachrichtigungen emailbenachrichtigung notificacionesporcorreo',
  ),
  isActive: words('active aktiv activo actif attivo ativo actief enabled'),
  language: words('lang locale sprache idioma langue lingua taal'),
  name: words(
    'contact contactname contactperson fullname ansprechpartner ansprechperson kontakt nombre contacto nom nomcomplet nome contatto naam contactpersoon',
  ),
  phone: words(
    'phonenumber telephone tel mobile telefon telefonnummer handy rufnummer telefono numerodetelefono movil celular numerodetelephone portable telefone telefoonnummer telefoon',
  ),
  serviceHours: words(
    'hours openinghours opening oeffnungszeiten offnungszeiten horario horarios horaires heures orari openingstijden',
  ),
  setupStatus: words('status onboarding setup einrichtung estado statut stato'),
  smsNotifications: words(
    'smsnotification notifybysms smsbenachrichtigungen sms notificacionesporsms',
  ),
  timezone: words(
    'zone tz timezonename zeitzone zonahoraria fuseauhoraire fusoorario fusohorario tijdzone',
  ),
  vapiAssistantId: words(
    'assistant assistantid agent agentid vapiassistant assistent assistenten asistente assistenteid',
  ),
  vapiPhoneNumber: words(
    'vapiphone vapinumber agentphone assistantphone agentnumber vapitelefon vapirufnummer',
  ),
  vapiWebhookToken: words('token webhooktoken vapitoken webhook'),
}
