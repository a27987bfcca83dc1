/** A domain that can never exist (RFC 2606). */
const NO_EMAIL_DOMAIN = 'no-email.invalid'

const MAX_SLUG = 40

const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MAX_SLUG)
    .replace(/-+$/, '') || 'client'

/**
 * Stands for the e-mail address of a client who has given none, since every account needs one that is unique. Nothing is
 * ever sent there.
 * @param unique at least eight characters that no other client's has, such as an id
 * @example
 * noEmailFor({ name: 'Pizzeria Roma', unique: 'c2a9e6d0-4f58' }) // 'pizzeria-roma-c2a9e6d04f58@no-email.invalid'
 */
export const noEmailFor = ({ name, unique }: { name: string; unique: string }): string => {
  const mark = unique
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 12)
  return `${slugOf(name)}-${mark}@${NO_EMAIL_DOMAIN}`
}

/** Whether an address only stands for one that nobody has given. */
export const isNoEmail = (email: string): boolean => email.endsWith(`@${NO_EMAIL_DOMAIN}`)
