import { Connection } from '../../bench/load/connection'
import { callId, makeReport } from '../../bench/load/reports'

const template = makeReport({ bytes: 8 * 1024, variant: 1 })

/** An answer to a posted report. */
export type Posted = {
  body: string
  milliseconds: number
  retryAfter: string | undefined
  status: number | null
}

/**
 * Posts the report of the call with that number, on a connection of its own.
 * @param run makes the ids of one test differ from those of another
 */
export const postReport = async ({
  number,
  run,
  token,
  url,
}: {
  number: number
  run: number
  token: string
  url: string
}): Promise<Posted> => {
  const connection = new Connection({ timeout: 25_000, url })
  const id = callId({ number, run })
  const start = performance.now()
  const { body, headers, status } = await connection.post({
    length: template.byteLength,
    parts: template.parts.flatMap((part, index) => (index === 0 ? [part] : [id, part])),
    path: `/api/v1/vapi/webhook/${token}`,
  })
  connection.close()
  const retryAfter = /\r\nretry-after: *(\S+)/i.exec(headers)?.[1]
  return { body, milliseconds: performance.now() - start, retryAfter, status }
}
