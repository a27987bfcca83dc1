import { outcomeLabel } from '../../fields/outcomeLabel'
import { presetOf } from '../../fields/presetOf'
import type { MessageKey } from '../../translations/texts'
import { ENDED_GROUPS, type EndedGroup } from '../../vapi/endedReason'
import { DEFAULT_RULE, type FollowUpRule, outcomeKey } from '../../vapi/followUpRule'
import type { Outcome } from '../../vapi/mapping/mapping'

/** How many outcomes the form has boxes for. */
export const MOST_OUTCOMES = 60
const MAX_OUTCOMES = 50
const MAX_LENGTH = 200

/** Which rule is used: the default one, the client’s own, or none. */
export const RULE_CHOICES = ['default', 'own', 'off'] as const
export type RuleChoice = (typeof RULE_CHOICES)[number]

/** What was typed: by the name of the input. */
export type RuleTyped = Readonly<Record<string, string>>

/** The name of the box of an ending. */
export const endingInput = (ending: EndedGroup): string => `ending_${ending}`

/** The name of the box of an outcome. @param index from 0 */
export const outcomeInput = (index: number): string => `outcome${index}`

/** The names of all inputs. */
export const RULE_INPUTS: readonly string[] = [
  'choice',
  'more',
  ...ENDED_GROUPS.map(endingInput),
  ...Array.from({ length: MOST_OUTCOMES }, (_, index) => outcomeInput(index)),
]

type RuleProblem = 'long' | 'many' | 'nothing'

/** Where a problem is shown, and its text with the number in it. */
export const RULE_LIMITS = {
  long: { field: 'more', key: 'settings.rule.long', n: MAX_LENGTH },
  many: { field: 'more', key: 'settings.rule.many', n: MAX_OUTCOMES },
  nothing: { field: 'choice', key: 'settings.rule.nothing', n: 1 },
} as const satisfies Record<RuleProblem, { field: string; key: MessageKey; n: number }>

/** Which of the choices a stored rule is. */
export const choiceOfRule = (rule: FollowUpRule | null): RuleChoice => {
  if (rule === null) return 'default'
  return rule.endings.length === 0 && rule.outcomes.length === 0 ? 'off' : 'own'
}

/** The rule that applies to a client: its own, else the desk's, else the default one. */
export const ruleInUse = (rule: FollowUpRule | null, own: readonly Outcome[]): FollowUpRule =>
  rule ?? presetOf(own) ?? DEFAULT_RULE

/** The labels of what the desk's rule has besides the default one. None: it is the default one. */
export const presetLabels = (own: readonly Outcome[]): string[] => {
  const usual = new Set(DEFAULT_RULE.outcomes)
  return own
    .filter(({ followUp, key }) => followUp && !usual.has(outcomeKey(key)))
    .map(({ label }) => label)
}

const onceEach = (outcomes: readonly string[]): string[] => {
  const byKey = new Map<string, string>()
  for (const outcome of outcomes) {
    const key = outcomeKey(outcome)
    if (!byKey.has(key)) byKey.set(key, outcome)
  }
  return [...byKey.values()]
}

type ListedOutcome = { isChosen: boolean; label: string; outcome: string }

/**
 * The outcomes with boxes: the desk's own in their order, those of the calls of the last time, and those of the rule,
 * none of which is left out where there are too many.
 * @param recent the most frequent first
 */
export const listedOutcomes = (
  rule: FollowUpRule | null,
  recent: readonly string[],
  own: readonly Outcome[],
): ListedOutcome[] => {
  const { outcomes } = ruleInUse(rule, own)
  const chosen = new Set(outcomes.map(outcomeKey))
  const all = onceEach([...own.map(({ key }) => key), ...recent, ...outcomes]).map((outcome) => ({
    isChosen: chosen.has(outcomeKey(outcome)),
    label: outcomeLabel(own, outcome),
    outcome,
  }))
  let room = MOST_OUTCOMES - all.filter(({ isChosen }) => isChosen).length
  return all.filter(({ isChosen }) => isChosen || room-- > 0).slice(0, MOST_OUTCOMES)
}

/**
 * Reads the form.
 * @returns the rule to store, which is null for the default one; or what is wrong
 */
export const parseRuleForm = (
  typed: RuleTyped,
): { problem: RuleProblem } | { rule: FollowUpRule | null } => {
  if (typed.choice === 'default') return { rule: null }
  if (typed.choice !== 'own') return { rule: { endings: [], outcomes: [] } }
  const endings = ENDED_GROUPS.filter((ending) => (typed[endingInput(ending)] ?? '') !== '')
  const ticked = Array.from(
    { length: MOST_OUTCOMES },
    (_, index) => typed[outcomeInput(index)] ?? '',
  )
  const byMeaning = new Map<string, string>()
  for (const each of [...ticked, ...(typed.more ?? '').split(/\r\n|\r|\n/)]) {
    const outcome = each.trim()
    if (outcome !== '' && !byMeaning.has(outcomeKey(outcome)))
      byMeaning.set(outcomeKey(outcome), outcome)
  }
  const outcomes = [...byMeaning.values()]
  if (outcomes.some((outcome) => outcome.length > MAX_LENGTH)) return { problem: 'long' }
  if (outcomes.length > MAX_OUTCOMES) return { problem: 'many' }
  if (outcomes.length === 0 && endings.length === 0) return { problem: 'nothing' }
  return { rule: { endings, outcomes } }
}
