import { foldWord } from '../../money/foldWord'

/** Each month in seven languages, with the usual abbreviations, in the form of `foldWord`. */
const MONTHS = [
  'january jan januar janner jaenner enero ene janvier janv gennaio gen januari janeiro',
  'february feb februar feber febrero fevrier fevr fev febbraio februari febr fevereiro',
  'march mar marz maerz mrz marzo mars maart mrt marco',
  'april apr abril abr avril avr aprile',
  'may mai mayo maggio mag mei maio',
  'june jun juni junio juin giugno giu junho',
  'july jul juli julio juillet juil luglio lug julho',
  'august aug agosto ago aout augustus',
  'september sep sept septiembre setiembre septembre settembre sett set setembro',
  'october oct oktober okt octubre octobre ottobre ott outubro out',
  'november nov noviembre novembre novembro',
  'december dec dezember dez diciembre dic decembre dicembre dezembro',
]

const BY_NAME: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) =>
    names.split(' ').map((name): [string, number] => [foldWord(name), index + 1]),
  ),
)

/** The month, from 1, that a word in the form of `foldWord` names; undefined if it names none. */
export const monthOf = (word: string): number | undefined => BY_NAME.get(word)

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

/** The days of the week, in the form of `foldWord`. */
export const WEEKDAYS = set(`
  monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun
  montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so
  lunes lun martes mar miercoles mie jueves jue viernes vie sabado sab domingo dom
  lundi mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim
  lunedi martedi mercoledi giovedi gio venerdi
  maandag ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo
  segunda terca quarta quinta sexta feira seg ter qua qui sex`)

/** Words around a date and its time that do not change them. */
export const FILLERS = set(`
  on the of at in o clock oclock
  am den der dem um uhr im
  el la las los a de del dia hora horas hrs hs
  le les du l h heure heures
  il lo alle ore del dell dello
  op om uur de van
  as do da no na`)

/** Parts of the day: of the first, a time is taken as it is written. */
export const MORNINGS = set(
  'morning morgens vormittags vormittag fruh manana matin mattina mattino ochtend ochtends manha',
)
/** Of these, "3:30" is half past three in the afternoon. */
export const AFTERNOONS = set(`
  afternoon evening nachmittags nachmittag abends abend tarde noche apres midi soir pomeriggio sera
  middags avond avonds namiddag noite`)
