import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

const waiting = new WeakMap<Socket, Set<ServerResponse>>()

const closeAll = (answers: ReadonlySet<ServerResponse>): void => {
  for (const answer of answers) {
    // Node emits `close` itself for responses that already have the socket.
    if (answer.socket !== null || answer.closed) continue
    answer.destroy()
    answer.emit('close')
  }
}

const answersOn = (socket: Socket): Set<ServerResponse> => {
  const known = waiting.get(socket)
  if (known) return known
  const answers = new Set<ServerResponse>()
  waiting.set(socket, answers)
  socket.once('close', () => closeAll(answers))
  return answers
}

/**
 * Emits `close` on a pipelined response whose connection closes before its turn. Several requests can
 * arrive on a connection without waiting for responses, but Node emits `close` only for the first one.
 * Code that waits for the others to be read would wait, and stay in memory, forever.
 */
export const closeWithSocket = ({ socket }: IncomingMessage, answer: ServerResponse): void => {
  if (answer.socket !== null) return
  const answers = answersOn(socket)
  const forget = () => void answers.delete(answer)
  answers.add(answer)
  answer.once('finish', forget).once('close', forget)
}
