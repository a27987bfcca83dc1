import type { EmailFieldValidation } from 'payload'

/** Refuses what does not look like an email address, before the form is sent. The server checks it again. */
export const validateEmail: EmailFieldValidation = (value, { req: { t } }) =>
  /^\S+@\S+\.\S+$/.test(value?.trim() ?? '') || t('validation:emailAddress')
