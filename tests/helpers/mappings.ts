import type { ClientMapping, DeskMapping, Outcome } from '../../src/vapi/mapping/mapping'

/** What the agents of these tests write under `result`. */
export const SAID = 'ja, gebucht'

const read = (outcome: string) => ({
  lines: {
    outcome: {
      otherwise: 'nothing' as const,
      sources: [
        { from: 'path' as const, name: 'analysis.structuredData.result', reader: 'text' as const },
      ],
    },
  },
  values: [{ outcome, value: SAID }],
})

const outcome = (key: string): Outcome => ({ colour: 'grey', followUp: false, key, label: key })

const OUTCOMES =
  `after before booked changed first imported_meaning known large larger last many many_now mapped now
  of_the_desk of_the_desk_now one own quote read second several several_now shared theirs then third three two verified
  verified_still`
    .split(/\s+/)
    .map(outcome)

/** A desk that has the outcomes of these tests, so that a client's mapping can name them, and maps nothing. */
export const DESK_WITH_OUTCOMES: DeskMapping = { lines: {}, outcomes: OUTCOMES, values: [] }

/**
 * A client's mapping under which `SAID` is the outcome of that name. So a call says which mapping it was read with.
 * @param outcome lower case letters, digits and underscores
 */
export const meaning = (outcome: string): ClientMapping => ({ ...read(outcome), fields: [] })

/** The same as the desk's mapping, with the outcomes of these tests or others. */
export const deskMeaning = (
  said: string,
  others: readonly string[] = OUTCOMES.map(({ key }) => key),
): DeskMapping => ({ ...read(said), outcomes: [...new Set([said, ...others])].map(outcome) })
