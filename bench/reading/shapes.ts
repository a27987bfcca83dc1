import { bodyText, callId, makeReport } from '../load/reports'

/** Bodies of one shape at several sizes. */
export type Shape = {
  name: string
  /** Whether Vapi sends such bodies. The others are what somebody else may send. */
  isTypical: boolean
  /** In KB. */
  sizes: readonly number[]
  /** Returns a body of about that many bytes. */
  make: (bytes: number) => string
}

const report = (fields: object): string =>
  JSON.stringify({ message: { call: { id: 'a-call' }, type: 'end-of-call-report', ...fields } })

const LARGE = [100, 400, 1600] as const

const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: Math.max(1, Math.floor(count)) }, (_, index) => make(index))

const nested = (depth: number, inner: unknown, key: string): unknown => {
  let value = inner
  for (let level = 0; level < depth; level += 1) value = { [key]: value }
  return value
}

const odd = (name: string, make: (bytes: number) => object): Shape => ({
  isTypical: false,
  make: (bytes) => report(make(bytes)),
  name,
  sizes: LARGE,
})

const data = (name: string, make: (bytes: number) => unknown): Shape =>
  odd(`data: ${name}`, (bytes) => ({ analysis: { structuredData: make(bytes) } }))

/** The shapes, named for the part of them that is large. */
export const SHAPES: readonly Shape[] = [
  {
    isTypical: true,
    make: (bytes) =>
      bodyText({
        id: callId({ number: 1, run: 1 }),
        template: makeReport({ bytes, variant: 3 }),
      }),
    name: 'reports',
    sizes: [3, 30, 100, 1000],
  },
  data('many numbers', (bytes) =>
    Object.fromEntries(times(bytes / 14, (index) => [`k${index}`, index])),
  ),
  data('many words', (bytes) =>
    Object.fromEntries(
      times(bytes / 40, (index) => [`Answer to ${index}`, `what was said ${index}`]),
    ),
  ),
  data('many price names', (bytes) =>
    Object.fromEntries(
      times(bytes / 22, (index) => [`price${'_'.repeat(index % 60)} ${index % 7}`, index]),
    ),
  ),
  data('one name in many spellings', (bytes) =>
    Object.fromEntries(
      times(bytes / 32, (index) => [
        Array.from('totalprices', (char, at) => ((index >> at) & 1 ? `${char}_` : char)).join('') +
          '-'.repeat(index % 19),
        'about fifty',
      ]),
    ),
  ),
  data('totals beside a loan', (bytes) => ({
    ...Object.fromEntries(
      times(bytes / 16, (index) => [
        Array.from(
          'total',
          (char, at) => `${char}${'_- .:'.charAt(Math.floor(index / 6 ** at) % 6)}`,
        ).join(''),
        30,
      ]),
    ),
    loan: 1,
  })),
  data('names of nobody', (bytes) => ({
    ...Object.fromEntries(
      times(bytes / 18, (index) => [
        Array.from(
          'name',
          (char, at) => `${char}${'_- .:;+!?'.charAt(Math.floor(index / 10 ** at) % 10)}`,
        ).join(''),
        'Ada',
      ]),
    ),
    sku: 1,
  })),
  data('many bookings', (bytes) =>
    Object.fromEntries(
      times(bytes / 46, (index) => [`booking ${index}`, { price: index, service: `cut ${index}` }]),
    ),
  ),
  data('a list of bookings', (bytes) =>
    times(bytes / 28, (index) => ({ price: index, service: 'cut' })),
  ),
  data('a list of data', (bytes) => times(bytes / 22, (index) => ({ name: 'x', total: index }))),
  data('a list of JSON texts', (bytes) => times(bytes / 24, (index) => `{"price": ${index}}`)),
  data('nesting', (bytes) => nested(Math.min(3_000, bytes / 14), 1, 'booking')),
  data('deep branches', (bytes) =>
    Object.fromEntries(
      times(bytes / 800, (index) => [`booking${index}`, nested(50, { price: 1 }, 'details')]),
    ),
  ),
  data('a long word', (bytes) => ({ price: 'a'.repeat(bytes) })),
  data('a long text', (bytes) => ({
    note: 'Two bearer words and a price of $3. '.repeat(bytes / 36),
  })),
  data('JSON in a text', (bytes) => ({
    note: JSON.stringify(times(bytes / 24, (index) => ({ price: index }))),
  })),
  odd('outputs', (bytes) => ({
    artifact: {
      structuredOutputs: Object.fromEntries(
        times(bytes / 60, (index) => [`id-${index}`, { name: `output ${index}`, result: index }]),
      ),
    },
  })),
  odd('messages', (bytes) => ({
    artifact: {
      messages: times(bytes / 60, (index) => ({ message: 'hi', role: 'user', time: index })),
    },
  })),
  odd('tool calls', (bytes) => ({
    artifact: {
      messages: times(bytes / 120, (index) => ({
        role: 'tool_calls',
        toolCalls: [{ function: { arguments: `{"token": "t${index}"}`, name: 'book' } }],
      })),
    },
  })),
  odd('short texts', (bytes) => ({
    artifact: { logs: times(bytes / 12, (index) => `t ${index}`) },
  })),
  odd('addresses', (bytes) => ({
    artifact: {
      logs: times(bytes / 64, (index) => `https://a.example/?token=x${index}&b=1 basic words`),
    },
  })),
  odd('variables', (bytes) => ({
    artifact: {
      variableValues: Object.fromEntries(
        times(bytes / 24, (index) => [`customer${index}`, { name: 'x' }]),
      ),
    },
  })),
  odd('keys of the message', (bytes) =>
    Object.fromEntries(times(bytes / 14, (index) => [`k${index}`, index])),
  ),
  odd('keys like secrets', (bytes) => ({
    artifact: Object.fromEntries(
      times(bytes / 30, (index) => [`token${index}`, `secret-${index}`]),
    ),
  })),
  odd('workflow nodes', (bytes) => ({
    artifact: {
      nodes: times(bytes / 60, (index) => ({
        name: `n${index}`,
        variables: { [`v${index}`]: index },
      })),
    },
  })),
  {
    isTypical: false,
    make: (bytes) => JSON.stringify(times(bytes / 30, (index) => ({ body: { note: index } }))),
    name: 'no report: a list',
    sizes: LARGE,
  },
  {
    isTypical: false,
    make: (bytes) =>
      JSON.stringify(Object.fromEntries(times(bytes / 14, (index) => [`k${index}`, { a: index }]))),
    name: 'no report: an object',
    sizes: LARGE,
  },
  {
    isTypical: false,
    make: (bytes) => '{"a":'.repeat(bytes / 5),
    name: 'no JSON',
    sizes: LARGE,
  },
]
