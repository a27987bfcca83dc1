import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../../src/server/cli/root.mjs'
import type { Closers } from '../../src/server/closers'
import { freePort } from '../../src/server/postgres/freePort'

/**
 * Starts a peer's server and waits until it accepts connections.
 * @param args returns Node's arguments for a port
 * @throws if it does not start within a minute
 */
export const spawnPeer = async ({
  args,
  closers,
  env,
}: {
  args: (port: string) => string[]
  closers: Closers
  env: Record<string, string>
}): Promise<{ processID: number; url: string }> => {
  const port = String(await freePort())
  const child: ChildProcess = spawn(process.execPath, args(port), {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const collect = (chunk: Buffer) => {
    output = `${output}${chunk}`.slice(-10_000)
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  closers.add(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  })
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 1200; tries += 1) {
    if (child.exitCode !== null) break
    const isOpen = await fetch(`${url}/nothing`).then(
      () => true,
      () => false,
    )
    if (isOpen && child.pid) return { processID: child.pid, url }
    await sleep(50)
  }
  throw new Error(`A peer did not start:\n${output}`)
}
