import { describe, expect, it } from 'vitest'
import { Effort, weightOf } from '../../../../src/vapi/mapping/effort'
import { READERS, TARGETS } from '../../../../src/vapi/mapping/mapping'
import { createOpener, stepsOf, valuesAt } from '../../../../src/vapi/mapping/path'
import { readValue } from '../../../../src/vapi/mapping/readValue'
import { mappingOf, path, read, withData } from './mapped'

const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** As many fields and places as a mapping may have, all of them at one path that has no such value. */
const worst = (name: string, last: string) =>
  mappingOf({
    fields: [
      ...times(19, (index) => ({
        key: `k${index}`,
        label: `K${index}`,
        sources: times(10, () => path(name, 'money')),
        type: 'yes_no',
      })),
      { key: 'last', label: 'Last', sources: [path(last)], type: 'text' },
    ],
    lines: Object.fromEntries(
      TARGETS.map((target) => [
        target,
        target === 'outcome'
          ? { sources: [path(last)] }
          : { otherwise: 'nothing', sources: times(10, () => path(name, 'money')) },
      ]),
    ),
  })

describe('what reading a report may cost', () => {
  it('a usual report is far from it', () => {
    const items = times(20, (index) => ({ name: `Service number ${index}`, price: `€ ${index}` }))
    const mapping = mappingOf({
      fields: times(20, (index) => ({
        key: `k${index}`,
        label: `K${index}`,
        sources: [path('analysis.structuredData.items[*].name', 'list')],
        type: 'text',
      })),
    })
    const report = read(withData({ items }), mapping)
    expect(Object.keys(report.fields ?? {})).toHaveLength(20)
  })

  it('when it is used up, nothing more is found, and the same each time', () => {
    const texts = times(
      400,
      (index) => `${index} of many long sentences, ${'and so on, '.repeat(20)}`,
    )
    const body = withData({ said: 'booked', texts })
    const mapping = worst('analysis.structuredData.texts[*]', 'analysis.structuredData.said')
    const report = read(body, mapping)
    expect(report.fields).toBeNull()
    expect(report).toEqual(read(body, mapping))
    const small = withData({ said: 'booked', texts: ['no price'] })
    expect(read(small, mapping).fields).toEqual({ last: 'booked' })
  })

  it.each(READERS)('%s reads nothing without any left', (reader) => {
    const report = { effort: new Effort(0), open: createOpener() }
    expect(readValue(reader, ['1', 1, true, ['2026-12-01']], report)).toBeNull()
    expect(valuesAt({ a: 1 }, stepsOf('a') ?? [], report.open, report.effort)).toEqual([])
  })

  it('long lists, lists of pairs and deep values are counted, and counting ends', () => {
    const deep = times(40, () => times(40, () => times(40, () => 'N/A')))
    for (const reader of READERS) {
      const weight = weightOf(reader, deep, 1_000)
      expect(weight).toBeGreaterThan(1_000)
      expect(weight).toBeLessThan(1_200)
      const effort = new Effort(500)
      expect(readValue(reader, [deep], { effort, open: createOpener() })).toBeNull()
      expect(effort.left).toBeLessThan(0)
    }
    const effort = new Effort(1_000)
    const pairs = times(400, () => times(400, () => ({ name: 'k', value: 1 })))
    expect(valuesAt(pairs, stepsOf('[*].other') ?? [], createOpener(), effort)).toEqual([])
    expect(effort.left).toBeGreaterThan(-500)
  })
})
