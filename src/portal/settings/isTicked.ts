import type { FormState } from '../forms/formState'

/** Whether a box is ticked: as it was sent, if the form was just refused, else as it is stored. */
export const isTicked = (state: FormState, name: string, isStored: boolean): boolean =>
  state.value(name, isStored ? 'on' : '') !== ''
