import { Agent, get } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/**
 * Requests a page and reads it to its end.
 * @returns milliseconds until its first byte, and its length in bytes
 * @throws if it is not answered with 200
 */
const request = (url: string, headers: Record<string, string>) =>
  new Promise<{ bytes: number; milliseconds: number }>((resolve, reject) => {
    const start = performance.now()
    get(url, { agent, headers }, (response) => {
      let bytes = 0
      let milliseconds = 0
      response.on('data', (chunk: Buffer) => {
        if (bytes === 0) milliseconds = performance.now() - start
        bytes += chunk.length
      })
      response.once('end', () =>
        response.statusCode === 200
          ? resolve({ bytes, milliseconds })
          : reject(new Error(`${url} answers ${response.statusCode}`)),
      )
      response.once('error', reject)
    }).once('error', reject)
  })

/** A page's time to first byte in milliseconds, and its length. */
export type FirstByte = { bytes: number; p50: number; slowest: number }

const WARM_UP = 3

/** Requests a page again and again, one request at a time. */
export const firstByteOf = async (
  url: string,
  { headers, times }: { headers: Record<string, string>; times: number },
): Promise<FirstByte> => {
  for (let turn = 0; turn < WARM_UP; turn += 1) await request(url, headers)
  const measured = []
  for (let turn = 0; turn < times; turn += 1) measured.push(await request(url, headers))
  const sorted = measured.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other)
  return {
    bytes: measured[0]?.bytes ?? 0,
    p50: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    slowest: sorted.at(-1) ?? Number.NaN,
  }
}
