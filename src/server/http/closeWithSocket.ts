import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

const waiting = new WeakMap<Socket, Set<ServerResponse>>()

const closeAll = (answers: ReadonlySet<ServerResponse>): void => {
  for (const answer of answers) {
    // Node says it of those whose turn on the connection had come.
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
 * Says `close` of an answer whose connection is closed before its turn on it comes. Requests may come one
 * behind another without waiting for answers; Node tells only the first of those that nobody is there any
 * more, and whatever waits for the others to be read would wait, and be kept, for ever.
 */
export const closeWithSocket = ({ socket }: IncomingMessage, answer: ServerResponse): void => {
  if (answer.socket !== null) return
  const answers = answersOn(socket)
  const forget = () => void answers.delete(answer)
  answers.add(answer)
  answer.once('finish', forget).once('close', forget)
}
