import { describeMachine } from './ingest/machine'
import { readOptions } from './reading/options'
import { openReaders } from './reading/readers'
import { compare } from './reading/rounds'
import { SHAPES } from './reading/shapes'
import { row } from './shared/markdown'
import { runBenchmark } from './shared/runBenchmark'
import { saveResult } from './shared/saveResult'

const digits = (value: number): string => value.toFixed(value < 10 ? 3 : 1)

await runBenchmark(async () => {
  const options = readOptions(process.argv.slice(2))
  const readers = await openReaders(options.against)
  const measured = []
  for (const { isTypical, make, name, sizes } of SHAPES) {
    if (!name.includes(options.only)) continue
    for (const size of sizes) {
      const bytes = Buffer.from(make(size * 1000))
      const compared = compare(
        readers,
        bytes,
        isTypical ? options.rounds : Math.ceil(options.rounds / 5),
      )
      const kilobytes = bytes.byteLength / 1000
      measured.push({ isTypical, kilobytes, name, ...compared })
      console.log(
        `${name.padEnd(32)} ${kilobytes.toFixed(0).padStart(5)} KB  before ${digits(compared.before.cpu).padStart(8)}  now ${digits(compared.now.cpu).padStart(8)} ms  ${((1000 * compared.now.cpu) / kilobytes).toFixed(1).padStart(7)} µs/KB  rate ${compared.ratio.toFixed(2)}`,
      )
    }
  }
  const markdown = [
    `# Reading bodies: now compared with ${options.against}`,
    '',
    'CPU time of one body, from its bytes to what is stored. The rate is relative to before: above 1 is faster.',
    '',
    row(['body', 'KB', 'before, ms', 'now, ms', 'now, µs/KB', 'rate']),
    row(Array.from({ length: 6 }, () => '---')),
    ...measured.map(({ before, kilobytes, name, now, ratio }) =>
      row([
        name,
        kilobytes.toFixed(0),
        digits(before.cpu),
        digits(now.cpu),
        ((1000 * now.cpu) / kilobytes).toFixed(1),
        ratio.toFixed(2),
      ]),
    ),
    '',
  ].join('\n')
  await saveResult({
    isWhole: false,
    markdown,
    name: 'reading',
    result: { against: options.against, machine: describeMachine({ postgres: '' }), measured },
  })
})
