import { Agent, get } from 'node:http'

/** What became of the pages that readers reloaded. */
export type Reloads = { pages: number; statuses: Record<string, number> }

const request = (url: string, headers: Record<string, string>, agent: Agent) =>
  new Promise<string>((resolve) => {
    get(url, { agent, headers }, (response) => {
      response.resume()
      response.once('end', () => resolve(String(response.statusCode)))
      response.once('error', () => resolve('none'))
    }).once('error', () => resolve('none'))
  })

/** Readers that request a page again as soon as it has arrived, until they are told to stop. */
export const reloadWithoutEnd = (
  url: string,
  { headers, readers }: { headers: Record<string, string>; readers: number },
): { stop: () => Promise<Reloads> } => {
  const agent = new Agent({ keepAlive: true, maxSockets: readers })
  const statuses: Record<string, number> = {}
  let isStopped = false
  const read = async () => {
    while (!isStopped) {
      const status = await request(url, headers, agent)
      statuses[status] = (statuses[status] ?? 0) + 1
    }
  }
  const all = Promise.all(Array.from({ length: readers }, read))
  return {
    stop: async () => {
      isStopped = true
      await all
      agent.destroy()
      return { pages: Object.values(statuses).reduce((sum, each) => sum + each, 0), statuses }
    },
  }
}
