import type { JsonObject } from '../../lib/json'
import { proofOf, type Sender } from '../../sender/settings'
import type { VapiProblem } from '../api/answer'
import type { Connection } from '../api/connection'
import { createCredential, deleteCredential, listCredentials } from '../api/credentials'
import type { SetupRow } from './rows'

const MAX_NAME = 40
const PREFIX = 'Client desk'

/** Whether posts for the client have to carry something that Vapi gets from a credential. */
export const needsCredential = ({ verification }: Sender): boolean => verification !== 'none'

const nameOf = (label: string): string => `${PREFIX}, ${label}`.slice(0, MAX_NAME).trim()

/** How Vapi is to prove itself, with every field written out: its defaults are Vapi's to change. */
export const authenticationPlan = (sender: Sender): JsonObject =>
  sender.verification === 'secret'
    ? {
        bearerPrefixEnabled: true,
        headerName: 'Authorization',
        token: sender.secret,
        type: 'bearer',
      }
    : {
        algorithm: sender.algorithm,
        includeTimestamp: sender.payloadFormat.includes('{timestamp}'),
        messageIdHeader: sender.messageIdHeader,
        payloadFormat: sender.payloadFormat,
        secretIsBase64: sender.secretIsBase64,
        secretKey: sender.secret,
        signatureEncoding: sender.encoding,
        signatureHeader: sender.signatureHeader,
        ...(sender.prefix === '' ? {} : { signaturePrefix: sender.prefix }),
        timestampHeader: sender.timestampHeader,
        type: 'hmac',
      }

/** What a place's credential proves, as the desk made it; null if somebody else did, or it cannot be read. */
export const provenBy = (
  row: Pick<SetupRow, 'proof'> | undefined,
  decrypt: (text: string) => string,
): null | string => {
  if (!row?.proof) return null
  try {
    return decrypt(row.proof)
  } catch {
    return null
  }
}

/** The credential that a place should have. `proof` null: not made by the desk, or none is needed. */
export type Chosen = { id: null | string; isNew: boolean; proof: null | string }

type Known = {
  decrypt: (text: string) => string
  /** One that staff made at Vapi and named. */
  given: null | string
  /** The credential at the client's own address, if that stands there. */
  present: null | string
  rows: readonly SetupRow[]
  sender: Sender
}

/** The credential that a place should have and that is there already; null: one has to be made. */
export const knownCredential = ({
  decrypt,
  given,
  present,
  rows,
  sender,
}: Known): Chosen | null => {
  if (!needsCredential(sender)) return { id: null, isNew: false, proof: null }
  if (given !== null) return { id: given, isNew: false, proof: null }
  const proof = proofOf(sender)
  const known = rows.find((row) => row.credentialID !== null && provenBy(row, decrypt) === proof)
  if (known) return { id: known.credentialID, isNew: false, proof }
  const isMade = rows.some(({ credentialID, proof: by }) => credentialID === present && by)
  return present !== null && !isMade ? { id: present, isNew: false, proof: null } : null
}

type Choose = Known & { connection: Connection; label: string }

/**
 * The credential with which Vapi proves itself to the client's sender check: one that was made for these settings,
 * else a new one. The client's secret is accepted by the desk already.
 */
export const chooseCredential = async ({
  connection,
  label,
  ...of
}: Choose): Promise<Chosen | { problem: VapiProblem }> => {
  const known = knownCredential(of)
  if (known) return known
  const { sender } = of
  const made = await createCredential(connection, {
    authenticationPlan: authenticationPlan(sender),
    name: nameOf(label),
  })
  return made.ok
    ? { id: made.value.id, isNew: true, proof: proofOf(sender) }
    : { problem: made.problem }
}

/**
 * Deletes a credential that the desk made and that no place refers to any more. One whose name is not the desk's
 * stays, and so does one that cannot be found: it only costs a line in Vapi's list.
 */
export const dropCredential = async (connection: Connection, id: string): Promise<void> => {
  const { rows } = await connection.pool.query(
    `select 1 from vapi_setups where credential_id = $1 and state in ('set', 'writing') limit 1`,
    [id],
  )
  if (rows.length > 0) return
  const listed = await listCredentials(connection)
  if (!listed.ok) return
  const found = listed.value.find((each) => each.id === id)
  if (found?.name?.startsWith(PREFIX)) await deleteCredential(connection, id)
}
