import { createServer, type ServerResponse } from 'node:http'
import { listen } from '../../src/server/http/listen'
import { startTwilio } from '../../tests/helpers/twilioServer'

/** A recording of five minutes, as Vapi makes it by default: 16 kHz, 16 bit, mono. */
const RECORDING_BYTES = 300 * 32_000
const PIECE = Buffer.alloc(64 * 1024, 1)
const TRICKLE = 512
const TRICKLE_MS = 250
/** How long the provider of text messages thinks about each. */
const TEXT_MS = 5_000

const head = (): Buffer => {
  const bytes = Buffer.alloc(44)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + RECORDING_BYTES, 4)
  bytes.write('WAVEfmt ', 8)
  return bytes
}

/** As fast as whoever reads takes it. */
const sendFast = (response: ServerResponse, counts: { copied: number }) => {
  let sent = 0
  const more = () => {
    while (sent < RECORDING_BYTES && !response.destroyed) {
      sent += PIECE.length
      if (!response.write(PIECE)) {
        response.once('drain', more)
        return
      }
    }
    response.end()
    counts.copied += 1
  }
  more()
}

/** A few bytes at a time, so that it never ends within its deadline. */
const sendSlowly = (response: ServerResponse) => {
  const timer = setInterval(() => response.write(PIECE.subarray(0, TRICKLE)), TRICKLE_MS)
  response.once('close', () => clearInterval(timer))
}

/** Storage and a provider of text messages, both with receivers that are slow. */
export const startReceivers = async () => {
  const counts = { copied: 0, slow: 0 }
  const storage = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav' }).write(head())
    if (request.url?.startsWith('/slow')) {
      counts.slow += 1
      sendSlowly(response)
    } else sendFast(response, counts)
  })
  const port = await listen({ host: '127.0.0.1', port: 0, server: storage })
  const twilio = await startTwilio({
    delay: () => new Promise((resolve) => setTimeout(resolve, TEXT_MS)),
  })
  const storageURL = `http://127.0.0.1:${port}`
  return {
    counts,
    /** Ends what is under way. */
    cut: () => storage.closeAllConnections(),
    env: { ...twilio.env, RECORDING_HOSTS: storageURL, SERVER_URL: 'https://desk.example' },
    stop: async () => {
      storage.closeAllConnections()
      storage.close()
      await twilio.stop()
    },
    storageURL,
    taken: () => twilio.taken.length,
  }
}
