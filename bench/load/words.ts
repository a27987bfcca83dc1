import type { Random } from './random'

const WORDS =
  `the you to a and is it that we can for have of on your in will what please do are at this with
just would like so be me okay our i for time day week morning afternoon evening tomorrow today monday tuesday
wednesday thursday friday saturday appointment booking haircut colour beard trim checkup cleaning inspection
tyres brakes oil service repair estimate price euros dollars minutes hours open close between until after
before name number phone address confirm confirmed cancel reschedule available slot calendar customer caller
assistant ask answer say never always politely briefly repeat spell slowly understand sorry thanks thank
welcome great perfect sure certainly of course one moment let me check there is also another option if
nothing suits transfer the call to a colleague when someone asks about insurance opening parking payment card
cash invoice email message reminder confirmation first visit returning doctor dentist stylist mechanic
reception desk team manager policy notice allergies medication emergency urgent pain hurry late early second
third next previous change keep remove add note record summary outcome result structured data field`
    .split(/\s+/)
    .filter((word) => word !== '')

/** Skewed like real language: a few words make up most of a text. */
const pick = (random: Random): string => WORDS[Math.floor(random() ** 1.7 * WORDS.length)] ?? 'and'

/** A sentence of that many words. */
export const sentence = (random: Random, words: number): string => {
  const text = Array.from({ length: words }, () => pick(random)).join(' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** Prose of that many characters, in lines like those of a prompt. */
export const prose = (random: Random, characters: number): string => {
  const lines: string[] = []
  for (let length = 0; length < characters; ) {
    const line = `- ${sentence(random, 6 + Math.floor(random() * 14))}`
    lines.push(line)
    length += line.length + 1
  }
  return lines.join('\n').slice(0, characters)
}
