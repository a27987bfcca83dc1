import type { Pool } from 'pg'
import { z } from 'zod'
import { USER_LABEL_TEXT } from '../../access/userSQL'
import { isLanguage } from '../../lib/languages'
import { isNoEmail } from '../../lib/noEmail'

const addresseesSchema = z.array(
  z.object({
    brand: z.string().nullable(),
    email: z.string(),
    id: z.string(),
    isStaff: z.boolean(),
    label: z.string(),
    language: z
      .string()
      .nullable()
      .transform((language) => (isLanguage(language) ? language : null)),
    phone: z.string().nullable(),
    timezone: z.string().nullable(),
  }),
)

/** Who gets a mail to sign in, with what decides its language and brand. */
export type MailAddressee = z.infer<typeof addresseesSchema>[number]

/** Finds the active account of an e-mail. Null if there is none. @param email in lower case */
export const findAddressee = async (pool: Pool, email: string): Promise<MailAddressee | null> => {
  if (isNoEmail(email)) return null
  const { rows } = await pool.query({
    name: 'sign_in_addressee',
    text: `select id, email, brand_id as brand, language, phone, timezone,
        (is_staff is true or is_superuser is true) as "isStaff", ${USER_LABEL_TEXT} as label
      from users where email = $1 and is_active`,
    values: [email],
  })
  return addresseesSchema.parse(rows)[0] ?? null
}
