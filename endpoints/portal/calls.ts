import type { Endpoint } from 'payload'
import { feedback } from './feedback'
import { followUp } from './followUp'
import { newCalls } from './newCalls'

/** What the pages of calls ask and post. */
export const callForms: Endpoint[] = [feedback, followUp, newCalls]
