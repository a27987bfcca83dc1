import { describe, expect, it } from 'vitest'
import { isAbsent, isUnsaid } from '../../../src/vapi/fields/absent'
import { readGivenName } from '../../../src/vapi/fields/personName'

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

describe('a text that says that nothing was said', () => {
  it.each(
    lines(`
      N/A
      n/a.
      N / A
      (none)
      <none>
      [none]
      None.
      Unknown.
      ""
      ...
      *
      undefined undefined
      [object Object]
      string
      number
      not mentioned in the call
      Not provided by caller
      not discussed during the call
      None mentioned
      not yet specified
      not sure
      unclear
      No information
      to be determined
      {{service}}
      {{customer_name}} - {{service}}
      \${name}
      <customer_name>
      [Customer Name]
      [masked]
      %NAME%
      keine Angaben
      nicht erwähnt
      nicht besprochen
      no se mencionó
      sin especificar
      no indicado
      non renseigné
      pas mentionné
      n'a pas précisé
      não mencionou
      não fornecido
      non menzionato
      non fornito
      niet genoemd
      niet besproken
      nie podano
      ej angivet
      ikke oplyst
      belirtilmedi
      не указано
      غير محدد
      לא צוין
      不明
      未提及
      없음
      không có
      tidak disebutkan`),
  )('%s', (text) => {
    expect(isAbsent(text)).toBe(true)
    expect(isAbsent(` ${text.toUpperCase()} `)).toBe(true)
  })

  it.each(
    lines(`
      No appointment booked
      No slots available
      No quote given
      Not interested
      Not booked
      Not qualified
      Not provided service in that area
      No answer
      No action needed
      None of the slots suited
      None - caller hung up
      Unknown caller hung up
      Information provided
      Did not leave a message
      Kein Termin frei
      Kein Interesse
      sin disponibilidad
      pas intéressé
      não agendado
      non disponibile oggi
      geen interesse
      0
      €
      ✅
      5%`),
  )('is not %s', (text) => {
    expect(isAbsent(text)).toBe(false)
  })

  it.each(
    lines(`
      No price mentioned
      Name not provided
      Customer did not specify
      Declined to give name
      Refused to provide
      They wouldn't say
      N/A - wrong number
      N/A (spam)
      Unknown (spam)
      not applicable: sales call
      Name nicht genannt
      nombre no proporcionado
      no proporcionó su nombre
      No service requested
      No specific service was requested
      Es wurde keine Leistung genannt
      No se solicitó ningún servicio
      Aucune prestation demandée
      to be confirmed`),
  )('of one thing, but not of a call: %s', (text) => {
    expect(isUnsaid(text)).toBe(true)
  })

  it.each(
    lines(`
      Haircut
      Notary service
      No-Lift blowout
      Naturals facial
      Unlimited plan
      Nothing But Nails manicure
      Nichtraucher-Coaching`),
  )('a thing is no such text: %s', (text) => {
    expect(isUnsaid(text)).toBe(false)
  })
})

describe('the name of a person', () => {
  it.each(
    lines(`
      WIRELESS CALLER
      Unknown Caller
      Spam Likely
      SCAM LIKELY
      TOLL FREE CALL
      Valued Customer
      The caller
      there
      Homeowner
      Front Desk
      Yes
      caller 1
      Your Name
      first name
      Anonymous
      Anonyme
      anónimo
      Appelant inconnu
      Inconnu(e)
      Cliente desconocido
      Unbekannter Anrufer
      Private Number
      null null
      {{customer_name}}
      [Name]
      The caller did not give their name
      Not sure (sounded like Ada)
      Der Anrufer hat keinen Namen genannt
      El cliente no dio su nombre
      L'appelant n'a pas donné son nom
      Il cliente non ha fornito il nome
      O cliente não informou o nome
      Beller heeft geen naam opgegeven
      No name provided
      Unidentified
      +12025550188
      12345
      ada@example.com
      https://example.com
      неизвестно
      غير معروف`),
  )('is not %s', (text) => {
    expect(readGivenName(text)).toBeNull()
  })

  it.each(
    lines(`
      John Guest
      Private Ryan
      Frau Müller
      Señora López
      Jean Inconnu
      Mr. Caller-Smith
      May
      An
      Will Call
      Renée O’Connor-Núñez
      王小明
      محمد علي
      Иван Петров
      김민수`),
  )('is %s', (text) => {
    expect(readGivenName(text)).toBe(text)
  })
})
