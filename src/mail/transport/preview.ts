import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Send } from './smtp'

const KEPT = 500

const fileName = (messageId: string): string => {
  const time = new Date().toISOString().replace(/[:.]/g, '-')
  const id = messageId
    .replace(/@.*$/, '')
    .replace(/[^\w-]/g, '')
    .slice(0, 60)
  return `${time}-${id}`
}

const dropOld = async (folder: string, kept: number): Promise<void> => {
  const names = new Set(
    (await readdir(folder))
      .filter((name) => /\.(?:eml|html)$/.test(name))
      .map((name) => name.replace(/\.\w+$/, '')),
  )
  const old = [...names].sort().slice(0, -kept)
  for (const name of old) {
    for (const end of ['eml', 'html'])
      await rm(join(/* turbopackIgnore: true */ folder, `${name}.${end}`), { force: true })
  }
}

/**
 * Writes mails to a folder instead of sending them: each as it would be sent (`.eml`) and as it looks
 * (`.html`). They contain people's calls and links that sign in, so only the owner may read the files.
 * @param kept how many of the newest mails are kept
 */
export const previewSend = ({ folder, kept = KEPT }: { folder: string; kept?: number }): Send => {
  const transport = createTransport(
    { buffer: true, disableFileAccess: true, disableUrlAccess: true, streamTransport: true },
    {},
  )
  return async (mail) => {
    const { message, messageId } = await transport.sendMail(mail)
    await mkdir(folder, { mode: 0o700, recursive: true })
    const path = join(/* turbopackIgnore: true */ folder, fileName(messageId))
    if (Buffer.isBuffer(message)) await writeFile(`${path}.eml`, message, { mode: 0o600 })
    await writeFile(`${path}.html`, String(mail.html ?? ''), { mode: 0o600 })
    await dropOld(folder, kept)
    return { messageId }
  }
}
