import type { ClientMapping, DeskMapping } from '../../src/vapi/mapping/mapping'

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

/**
 * A client's mapping under which `SAID` is the outcome of that name. So a call says which mapping it was read with.
 * @param outcome lower case letters, digits and underscores
 */
export const meaning = (outcome: string): ClientMapping => ({ ...read(outcome), fields: [] })

/** The same as the desk's mapping. */
export const deskMeaning = (outcome: string): DeskMapping => ({ ...read(outcome), outcomes: [] })
