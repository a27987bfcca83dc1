import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const profileSchema = z.object({
  nodes: z.array(
    z.object({
      callFrame: z.object({ functionName: z.string(), lineNumber: z.number(), url: z.string() }),
      children: z.array(z.number()).optional(),
      id: z.number(),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
})
type Node = z.infer<typeof profileSchema>['nodes'][number]

const nameOf = ({ callFrame: { functionName, lineNumber, url } }: Node): string => {
  const file = url.replace(/^.*\/(?:node_modules|desk\/[^/]+)\//, '')
  return `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`
}

/** The functions on the stack, each once, however often it occurs. */
const namesFrom = (leaf: Node, parents: ReadonlyMap<number, Node>): Set<string> => {
  const names = new Set<string>()
  for (let node: Node | undefined = leaf; node; node = parents.get(node.id)) names.add(nameOf(node))
  return names
}

/**
 * The functions in which a process spent its time, including what they called, in percent of its busy time.
 * @param folder contains profiles, of which the newest is read
 * @param skip the share of the recording to skip at the start, for startup and warm-up
 * @returns lines of text; empty if there is no profile
 */
export const hotspots = ({
  count = 40,
  folder,
  skip = 0.5,
}: {
  count?: number
  folder: string
  skip?: number
}): string[] => {
  const newest = readdirSync(folder).sort().at(-1)
  if (newest === undefined) return []
  const profile = profileSchema.parse(JSON.parse(readFileSync(join(folder, newest), 'utf8')))
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const parents = new Map(
    profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node] as const)),
  )
  const spent = new Map<string, number>()
  let busy = 0
  const first = Math.floor(profile.samples.length * skip)
  for (let index = first; index < profile.samples.length; index += 1) {
    const leaf = nodes.get(profile.samples[index] ?? -1)
    const time = profile.timeDeltas[index] ?? 0
    if (!leaf || leaf.callFrame.functionName === '(idle)') continue
    busy += time
    for (const name of namesFrom(leaf, parents)) spent.set(name, (spent.get(name) ?? 0) + time)
  }
  return [...spent]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([name, time]) => `${((time / busy) * 100).toFixed(1).padStart(6)} %  ${name}`)
}
