import { loadavg } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from './ingest/database'
import { hotspots } from './ingest/hotspots'
import { describeMachine } from './ingest/machine'
import { toMarkdown } from './ingest/markdown'
import { isWhole, type Options, readOptions } from './ingest/options'
import type { Measured, Peer } from './ingest/peer'
import { openPeers } from './ingest/peers'
import { ratios, type Series } from './ingest/summarize'
import { startLoader } from './load/loader'
import { runBenchmark, work } from './shared/runBenchmark'
import { saveResult } from './shared/saveResult'

/**
 * Long enough for V8 to compile hot code, also on a busy machine, and with as many senders as are measured:
 * with many of them, what is done once per statement happens seldom.
 */
const WARM_UP_SECONDS = 6

const describe = ({ appCPU, databaseCPU, p50, p99, rate, refused, violations }: Measured) =>
  [
    `${rate.toFixed(0).padStart(6)}/s`,
    `p50 ${p50.toFixed(1)}`,
    `p99 ${p99.toFixed(1)}`,
    `CPU ${appCPU.toFixed(2)} + ${databaseCPU.toFixed(2)} ms`,
    ...(refused > 0 ? [`${refused} not 2xx`] : []),
    ...violations.map((violation) => `VIOLATION: ${violation}`),
  ].join('  ')

const emptySeries = ({ concurrency, sizes }: Options, peers: readonly Peer[]): Series[] =>
  sizes.flatMap((size) =>
    concurrency.flatMap((senders) =>
      peers.map(({ name }) => ({ concurrency: senders, name, rounds: [], size })),
    ),
  )

/** Measures each peer once per cell and round, in an order that rotates with the rounds. */
const measure = async (options: Options, peers: readonly Peer[]): Promise<Series[]> => {
  const all = emptySeries(options, peers)
  const { repeats, seconds } = options
  let run = 0
  for (const peer of peers) {
    for (const size of options.sizes) {
      for (const concurrency of options.concurrency) {
        run += 1
        await peer.measure({
          bytes: size * 1024,
          concurrency,
          repeats,
          run,
          seconds: WARM_UP_SECONDS,
        })
      }
    }
  }
  for (let round = 0; round < options.rounds; round += 1) {
    console.log(`\nround ${round + 1} of ${options.rounds}, load ${loadavg()[0]?.toFixed(1)}`)
    for (const size of options.sizes) {
      for (const concurrency of options.concurrency) {
        for (let turn = 0; turn < peers.length; turn += 1) {
          const peer = peers[(turn + round) % peers.length]
          if (!peer) continue
          run += 1
          const bytes = size * 1024
          const measured = await peer.measure({ bytes, concurrency, repeats, run, seconds })
          all
            .find(
              (each) =>
                each.name === peer.name && each.size === size && each.concurrency === concurrency,
            )
            ?.rounds.push(measured)
          console.log(
            `${String(size).padStart(4)} KB × ${String(concurrency).padEnd(3)} ${peer.name.padEnd(8)} ${describe(measured)}`,
          )
        }
      }
    }
  }
  return all
}

await runBenchmark(async (closers) => {
  const options = readOptions(process.argv.slice(2))
  const database = await openDatabase({ closers, folder: join(work, 'data') })
  const machine = describeMachine({ postgres: database.version })
  const loader = await startLoader()
  closers.add(loader.stop)
  const { notes, peers } = await openPeers({ closers, database, loader, options, work })
  const series = await measure(options, peers)
  const result = { machine, notes, ratios: ratios(series), series }
  const markdown = toMarkdown(result)
  await saveResult({
    isWhole: isWhole(options),
    markdown,
    name: 'ingest',
    result: { options, ...result },
  })
  console.log(`\n${markdown}`)
  const violations = series.flatMap(({ rounds }) => rounds.flatMap((round) => round.violations))
  if (options.profile) {
    // The desk writes its profile when it exits.
    await closers.closeAll()
    console.log(hotspots({ folder: join(work, 'profile') }).join('\n'))
  }
  if (violations.length > 0) {
    console.error(`${violations.length} violations: see above.`)
    process.exitCode = 1
  }
})
