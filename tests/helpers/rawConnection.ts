import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A connection that says exactly what it is told to, whether that is HTTP or not. */
export type RawConnection = {
  /** Resolves when the other side has closed it, or it broke. */
  closed: Promise<unknown>
  /** Resets it, as a sender that crashes does. */
  destroy: () => void
  /** Says that nothing more is coming, and still listens. */
  end: () => void
  /** All that was heard so far. */
  heard: () => string
  /** Waits until this was heard so many times. */
  until: (pattern: RegExp, times?: number) => Promise<string>
  write: (data: Buffer | string) => void
}

/** Opens a connection to a server such as `http://127.0.0.1:41234`. */
export const openRaw = async (url: string): Promise<RawConnection> => {
  const socket = connect({
    allowHalfOpen: true,
    host: '127.0.0.1',
    port: Number(new URL(url).port),
  })
  let text = ''
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk
  })
  socket.on('error', () => undefined)
  socket.once('end', () => socket.end())
  const closed = new Promise((resolve) => socket.once('close', resolve))
  await once(socket, 'connect')
  return {
    closed,
    destroy: () => socket.resetAndDestroy(),
    end: () => socket.end(),
    heard: () => text,
    until: async (pattern, times = 1) => {
      const all = new RegExp(pattern, 'g')
      while ((text.match(all) ?? []).length < times) {
        if (socket.destroyed) throw new Error(`Closed before ${pattern} was heard: ${text}`)
        await sleep(10)
      }
      return text
    },
    write: (data) => {
      if (!socket.destroyed) socket.write(data)
    },
  }
}
