/** SQL of the column `outcome` as `outcomeKey` names it: case, and what separates words, do not matter. */
export const OUTCOME_KEY = String.raw`btrim(lower(regexp_replace(outcome, '[\s_-]+', ' ', 'g')))`
