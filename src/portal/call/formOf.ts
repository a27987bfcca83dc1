import type { Texts } from '../../translations/texts'
import { type FormState, formState } from '../forms/formState'

/** The state of a form if it is about this call: what was typed about another one is not shown here. */
export const formOf = (id: string, state: FormState, texts: Texts): FormState =>
  state.value('id', id) === id ? state : formState(null, texts)
