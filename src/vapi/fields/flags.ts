import { FLAGS, type Flag, flagOf } from './flagNames'
import type { At, Found } from './found'
import type { Holder } from './holders'
import { yesOrNo } from './words'

/**
 * The outcome by yes and no answers: `appointmentBooked: true` is "booked". A yes takes precedence over
 * a no. Null if there are no such answers, or if the call was both booked and cancelled.
 */
export const readFlags = (holders: readonly Holder[]): Found<string> | null => {
  const answers = new Map<string, { at: At; isYes: boolean }>()
  for (const holder of holders) {
    for (const entry of holder.known) {
      const { name, value } = entry
      const flag = typeof value === 'object' ? undefined : flagOf(name)
      const answer = flag && yesOrNo(value)
      if (!flag || answer === null || answer === undefined) continue
      if (answers.get(flag.yes)?.isYes === true) continue
      if (answer || !answers.has(flag.yes)) {
        answers.set(flag.yes, { at: { entry, holder }, isYes: answer })
      }
    }
  }
  if (answers.size === 0) return null
  const said = (flag: Flag): boolean | undefined => answers.get(flag.yes)?.isYes
  const yes = FLAGS.find((flag) => said(flag) === true)
  const isBooked = ['booked', 'confirmed'].some((name) => answers.get(name)?.isYes === true)
  if (yes?.yes === 'cancelled' && isBooked) return null
  const no = yes ? undefined : FLAGS.find((flag) => flag.no !== null && said(flag) === false)
  const at = answers.get((yes ?? no)?.yes ?? '')?.at
  const value = yes ? yes.yes : (no?.no ?? null)
  return at && value !== null ? { at, value } : null
}
