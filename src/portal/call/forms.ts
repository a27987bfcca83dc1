import { z } from 'zod'
import type { MessageKey } from '../../translations/texts'
import { callPath, filterQuery, type ListAddress, readAddress } from '../calls/address'

/** The name of the form with what is to do about a call. */
export const FOLLOW_UP_FORM = 'call.followUp'
/** The name of the form with what was wrong with a call. */
export const FEEDBACK_FORM = 'call.feedback'

/** Where the forms of a call are posted. */
export const FOLLOW_UP_ACTION = '/api/v1/portal/follow-up'
export const FEEDBACK_ACTION = '/api/v1/portal/feedback'

/** The path of what is to do. */
export const TO_DO = '/to-do'

/** A list as a field of a form: its filters as a query. */
export const listField = (address: ListAddress): string =>
  new URLSearchParams(filterQuery(address)).toString()

/** The page of a call with all of its conversation. */
export const wholePath = (id: string, address: ListAddress): string => {
  const path = callPath(id, address)
  return `${path}${path.includes('?') ? '&' : '?'}all=1#conversation`
}

type FormPage = {
  /** What to say on the page: the form was accepted. */
  done?: MessageKey | undefined
  /** `to-do` for the list of what is to do. */
  from?: string | undefined
  id?: string | undefined
  /** See {@link listField}. */
  list?: string | undefined
}

/** The page of a form about a call: the call with the list from which it was opened, or what is to do. */
export const pageOfForm = ({ done, from, id, list }: FormPage): string => {
  const call = z.guid().safeParse(id).data
  const query = Object.fromEntries(new URLSearchParams(list ?? ''))
  const isToDo = from === 'to-do' || call === undefined
  const page = isToDo ? TO_DO : callPath(call, readAddress(query))
  if (!done) return page
  return `${page}${page.includes('?') ? '&' : '?'}done=${done}`
}
