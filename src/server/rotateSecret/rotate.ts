import type { ClientBase } from 'pg'
import { NIL } from 'uuid'
import { z } from 'zod'
import { tokenIndex } from '../../clients/tokenIndex'
import type { Cipher } from '../../payload/cipher'
import { StartError } from '../startError'
import { ENDED, PLACES, type Place, readBatch, writeBatch } from './places'

const BATCH_ROWS = 1_000

const rowsSchema = z.array(
  z.object({ id: z.string(), index: z.string().nullable(), text: z.string() }),
)
type Row = z.infer<typeof rowsSchema>[number]

/** Under which secret a text is encrypted: the old one, the new one, or neither. */
type Encryption = 'new' | 'old' | 'unreadable'

/** How many texts of a place are encrypted under which secret. */
type EncryptionCounts = Record<Encryption, number>

type Secrets = { from: Cipher; to: Cipher }

/** Whether a text has characters that nobody types. Decrypting with a wrong key nearly always gives some. */
const isNonsense = (text: string): boolean => /[\p{Cc}\uFFFD]/u.test(text)

const fits = (cipher: Cipher, { index, text }: Row): boolean => {
  const plain = cipher.decrypt(text)
  return index === null
    ? !isNonsense(plain)
    : tokenIndex({ secret: cipher.secret, token: plain }) === index
}

const encryptionOf = (row: Row, { from, to }: Secrets): Encryption => {
  if (fits(from, row)) return 'old'
  return fits(to, row) ? 'new' : 'unreadable'
}

const rewrite = ({ id, text }: Row, { from, to }: Secrets): Row => {
  const plain = from.decrypt(text)
  return { id, index: tokenIndex({ secret: to.secret, token: plain }), text: to.encrypt(plain) }
}

type Rotate = Secrets & { client: ClientBase }

const rotatePlace = async (
  place: Place,
  { client, ...secrets }: Rotate,
): Promise<EncryptionCounts> => {
  const found: EncryptionCounts = { new: 0, old: 0, unreadable: 0 }
  let after: string = NIL
  for (;;) {
    const answer = await client.query({ text: readBatch(place), values: [after, BATCH_ROWS] })
    const rows = rowsSchema.parse(answer.rows)
    const fresh = rows.flatMap((row) => {
      const kept = encryptionOf(row, secrets)
      found[kept] += 1
      return kept === 'old' ? [rewrite(row, secrets)] : []
    })
    await client.query({ text: writeBatch(place), values: [JSON.stringify(fresh)] })
    after = rows.at(-1)?.id ?? after
    if (rows.length < BATCH_ROWS) return found
  }
}

const sumOf = (found: ReadonlyMap<string, EncryptionCounts>, kept: Encryption): number =>
  [...found.values()].reduce((total, each) => total + each[kept], 0)

/** Starts with texts that have a hash, which proves the secret. For the others it can only be guessed. */
const rotateAll = async (rotate: Rotate): Promise<Map<string, EncryptionCounts>> => {
  const found = new Map<string, EncryptionCounts>()
  for (const place of PLACES.filter(({ index }) => index !== null)) {
    found.set(place.name, await rotatePlace(place, rotate))
  }
  const isOld = sumOf(found, 'old') > 0
  const isNew = !isOld && sumOf(found, 'new') > 0
  if (!isOld && !isNew && sumOf(found, 'unreadable') > 0) {
    throw new StartError(
      'PAYLOAD_SECRET is not the one that this database was written with. Nothing was changed.',
    )
  }
  if (isNew) return found
  for (const place of PLACES.filter(({ index }) => index === null)) {
    found.set(place.name, await rotatePlace(place, rotate))
  }
  return found
}

/** Refuses while retired tokens from an older version still work. Only their hashes are stored. */
const refuseLostTokens = async (client: ClientBase): Promise<void> => {
  const { rows } = await client.query<{ count: number; until: Date | null }>(`
    select count(*)::int as count, max(expires_at) as until from webhook_retired_tokens
    where token is null and expires_at > now()`)
  const { count = 0, until } = rows[0] ?? {}
  if (count === 0 || !until) return
  throw new StartError(
    `${count} webhook tokens that were replaced by an older version still work and cannot be re-encrypted. Wait until ${until.toISOString()}, or end their grace period on the clients' pages. Nothing was changed.`,
  )
}

/**
 * Encrypts everything again under another secret and ends all sessions, in one transaction. An interrupted
 * run has changed nothing; a repeated one finds nothing to do.
 * @throws {StartError} if the database was not written with the old secret
 * @returns what was found before, by the name of the place
 */
export const rotateSecret = async (rotate: Rotate): Promise<Map<string, EncryptionCounts>> => {
  const { client } = rotate
  await client.query('begin')
  try {
    for (const name of ['statement_timeout', 'lock_timeout']) {
      await client.query(`set local ${name} = 0`)
    }
    const tables = [...new Set(PLACES.map(({ table }) => table))]
    await client.query(`lock table ${tables.join(', ')} in share row exclusive mode`)
    await refuseLostTokens(client)
    const found = await rotateAll(rotate)
    for (const text of ENDED) await client.query(text)
    await client.query('commit')
    return found
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}
