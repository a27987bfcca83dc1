import { FLAGS, flagOf } from './flagNames'
import type { Holder } from './holders'
import { yesOrNo } from './words'

/**
 * The outcome by yes and no answers: `appointmentBooked: true` is "booked". A yes takes precedence over
 * a no. Null if there are no such answers, or if the call was both booked and cancelled.
 */
export const readFlags = (holders: readonly Holder[]): string | null => {
  const answers = new Map<string, boolean>()
  for (const { known } of holders) {
    for (const { name, value } of known) {
      const flag = typeof value === 'object' ? undefined : flagOf(name)
      const answer = flag && yesOrNo(value)
      if (!flag || answer === null || answer === undefined) continue
      answers.set(flag.yes, answer || answers.get(flag.yes) === true)
    }
  }
  if (answers.size === 0) return null
  const yes = FLAGS.find((flag) => answers.get(flag.yes) === true)
  const isBooked = answers.get('booked') === true || answers.get('confirmed') === true
  if (yes?.yes === 'cancelled' && isBooked) return null
  if (yes) return yes.yes
  return FLAGS.find((flag) => flag.no !== null && answers.get(flag.yes) === false)?.no ?? null
}
