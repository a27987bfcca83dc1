import { FLAGS, flagOf } from './flagNames'
import type { Holder } from './holders'
import { yesOrNo } from './words'

/**
 * What the yes and no answers of some holders say of a call: `appointmentBooked: true` is "booked". A yes
 * says more than a no. Null when they say nothing, or both that it was booked and cancelled.
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
