import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { json, text } from 'node:stream/consumers'
import { compileFunction } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listen } from '../../../src/server/http/listen'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { blocksOf, ROOT, read } from '../../helpers/documentation'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'
import { parseYAML } from '../../helpers/yaml'

const METRICS_TOKEN = 'a-metrics-token-of-tests'

type Kept = { body: unknown; id: string }

let desk: TestDesk
let folder: string
let key: string
let token: string
/** A CRM that takes calls by `PUT /calls/<id>`. */
let crm: Server
let crmURL: string
let kept: Kept[]
/** Answers that the CRM gives before it takes anything. */
let refusals: number[]

const post = (id: string, summary: string) =>
  asJSON({
    body: {
      message: {
        analysis: {
          structuredData: { outcome: 'booked', price: '€30', serviceName: 'Haircut' },
          summary,
        },
        call: { id, type: 'inboundPhoneCall' },
        customer: { name: 'Ada Example', number: '+12025550146' },
        endedReason: 'customer-ended-call',
        type: 'end-of-call-report',
      },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${token}`,
  })

beforeAll(async () => {
  desk = await createTestDesk({ env: { METRICS_TOKEN } })
  // A whole desk sends notifications and copies recordings, and counts them.
  await import('../../../src/notify/channelLane')
  await import('../../../src/recordings/copies/startCopies')
  await mkdir(join(ROOT, '.test'), { recursive: true })
  folder = await mkdtemp(join(ROOT, '.test', 'examples-'))
  await makeSuperuser(desk.payload)
  const client = await makeClient(desk.payload, { businessName: 'Salon Ada' })
  token = client.vapiWebhookToken
  const { body } = await asJSON<{ doc: { key: string } }>({
    body: { name: 'CRM' },
    headers: await desk.login(client),
    url: `${desk.url}/api/api-keys`,
  })
  key = body.doc.key
  crm = createServer(async (req, res) => {
    const status = refusals.shift()
    if (status !== undefined) {
      res.writeHead(status, { 'Retry-After': '0' }).end()
      return
    }
    const id = /^\/calls\/([\w-]+)$/.exec(req.url ?? '')?.[1]
    const isRight = req.method === 'PUT' && req.headers.authorization === 'Bearer crm-token'
    if (id && isRight) kept.push({ body: await json(req), id })
    res.writeHead(id && isRight ? 204 : 400).end()
  })
  crmURL = `http://127.0.0.1:${await listen({ host: '127.0.0.1', port: 0, server: crm })}`
  for (const id of ['first', 'second', 'third']) await post(id, `The ${id} call.`)
})

afterAll(async () => {
  await new Promise((resolve) => crm.close(resolve))
  await rm(folder, { force: true, recursive: true })
  await desk.stop()
})

// Each run starts a program of its own, which takes seconds on a busy machine.
describe('the sync to a CRM', { timeout: 180_000 }, () => {
  const sync = async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'examples/sync-to-crm.ts'], {
      cwd: ROOT,
      env: {
        ...process.env,
        API_KEY: key,
        CRM: crmURL,
        CRM_TOKEN: 'crm-token',
        DESK: desk.url,
        STATE: join(folder, 'state.json'),
      },
    })
    const [stdout, stderr, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<null | number>((resolve) => child.once('close', resolve)),
    ])
    return { code, stderr, stdout }
  }
  const cursor = async () => JSON.parse(await readFile(join(folder, 'state.json'), 'utf8')).cursor

  it('copies every call once, and then only what is new or changed', async () => {
    kept = []
    refusals = []
    expect(await sync()).toEqual({ code: 0, stderr: '', stdout: '3 calls copied\n' })
    expect(kept.map(({ body }) => body)).toEqual(
      ['first', 'second', 'third'].map((id) => ({
        customerName: 'Ada Example',
        customerPhone: '+12025550146',
        outcome: 'booked',
        price: 30,
        startedAt: null,
        summary: `The ${id} call.`,
      })),
    )
    const [, second] = kept

    kept = []
    expect((await sync()).stdout).toBe('0 calls copied\n')
    expect(kept).toEqual([])

    await post('second', 'The second call, with more in it than before.')
    expect((await sync()).stdout).toBe('1 calls copied\n')
    expect(kept.map(({ id }) => id)).toEqual([second?.id])
  })

  it('tries again what the CRM was too busy for, and forgets nothing that it refuses', async () => {
    kept = []
    refusals = [503, 429]
    await post('fourth', 'The fourth call.')
    expect((await sync()).stdout).toBe('1 calls copied\n')

    refusals = [400]
    await post('fifth', 'The fifth call.')
    const before = await cursor()
    const failed = await sync()
    expect(failed.code).not.toBe(0)
    expect(failed.stderr).toContain('The CRM answered 400')
    expect(await cursor()).toBe(before)

    expect((await sync()).stdout).toBe('1 calls copied\n')
    expect(kept).toHaveLength(2)
  })

  it('starts again from an hour before its last sync after the database was restored', async () => {
    kept = []
    refusals = []
    await desk.sql.query('update call_summaries_feed set id = gen_random_uuid()')
    expect(await sync()).toEqual({ code: 0, stderr: '', stdout: '5 calls copied\n' })
    expect((await sync()).stdout).toBe('0 calls copied\n')
  })
})

const flowSchema = z.object({
  connections: z.record(
    z.string(),
    z.object({ main: z.array(z.array(z.object({ node: z.string() }))) }),
  ),
  nodes: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      parameters: z.looseObject({ jsCode: z.string().optional(), url: z.string().optional() }),
      type: z.string(),
    }),
  ),
})

describe('the n8n flow', () => {
  const flow = flowSchema.parse(JSON.parse(read('examples/n8n/new-calls.json')))
  const codeOf = (name: string) =>
    flow.nodes.find((node) => node.name === name)?.parameters.jsCode ?? ''
  /** Runs a code node as n8n does: items in, items out, and the memory of the flow. */
  const runNode = (name: string, pages: unknown[], memory: object): { json: unknown }[] =>
    compileFunction(codeOf(name), ['$input', '$getWorkflowStaticData'])(
      { all: () => pages.map((page) => ({ json: page })) },
      () => memory,
    )

  it('is one line of nodes, each of which exists', () => {
    const names = flow.nodes.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(flow.nodes.map(({ id }) => id)).size).toBe(names.length)
    const next = names.map((name) => flow.connections[name]?.main[0]?.[0]?.node)
    expect(next).toEqual([...names.slice(1), undefined])
    expect(Object.keys(flow.connections)).toEqual(names.slice(0, -1))
  })

  it('makes rows of the changes of a desk, and goes on where it ended', async () => {
    const memory: { cursor?: string } = {}
    const [start] = runNode('Where the last run ended', [], memory)
    expect(start?.json).toEqual({ updatedSince: '1970-01-01' })
    const answer = async (since: string) => {
      const url = `${desk.url}/api/call-summaries?limit=100&updatedSince=${since}`
      const headers = { authorization: `Bearer ${key}` }
      return (await asJSON<{ nextCursor: string }>({ headers, url })).body
    }
    const page = await answer('1970-01-01')
    const calls = runNode('Keep the cursor', [page], memory)
    expect(memory.cursor).toBe(page.nextCursor)
    const rows = runNode(
      'Rows for your table',
      calls.map(({ json }) => json),
      memory,
    )
    expect(rows.length).toBeGreaterThan(2)
    for (const { json } of rows) {
      expect(json).toMatchObject({
        currency: 'EUR',
        missed: false,
        outcome: 'booked',
        phone: '+12025550146',
        price: 30,
        service: 'Haircut',
        summary: expect.stringMatching(/call/),
        when: expect.stringMatching(/^\d{4}-/),
        who: 'Ada Example',
      })
    }
    const [again] = runNode('Where the last run ended', [], memory)
    expect(again?.json).toEqual({ updatedSince: page.nextCursor })
    expect(runNode('Keep the cursor', [await answer(page.nextCursor)], memory)).toEqual([])
  })

  it('names only fields of calls that the API has', async () => {
    const { body } = await asJSON<{
      components: { schemas: Record<string, { properties?: object }> }
    }>({
      url: `${desk.url}/api/openapi.json`,
    })
    const fields = Object.values(body.components.schemas)
      .map(({ properties }) => Object.keys(properties ?? {}))
      .find((names) => names.includes('vapiCallId') && names.includes('summary'))
    const named = [...codeOf('Rows for your table').matchAll(/\bcall\.(\w+)/g)].map(
      ([, field = '']) => field,
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((field) => !fields?.includes(field))).toEqual([])
  })
})

describe('what reads metrics', () => {
  type Samples = { labels: Map<string, Map<string, Set<string>>>; names: Set<string> }

  /** Names of a scrape, with what histograms make of theirs; and the labels of each, with their values. */
  const scrape = async (): Promise<Samples> => {
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` }
    const response = await fetch(`${desk.url}/metrics`, { headers })
    const lines = (await response.text()).split('\n')
    const names = new Set<string>()
    const labels: Samples['labels'] = new Map()
    for (const line of lines) {
      const name = /^(?:# TYPE )?(\w+)/.exec(line)?.[1]
      if (!name) continue
      names.add(name)
      const known = labels.get(name) ?? new Map<string, Set<string>>()
      for (const [, label = '', value = ''] of line.matchAll(/(\w+)="([^"]*)"/g)) {
        known.set(label, (known.get(label) ?? new Set()).add(value))
      }
      labels.set(name, known)
    }
    return { labels, names }
  }

  const METRIC = /\b(?:desk|process|nodejs)_\w+\b(?!\*)/g
  const expressionsOf = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(expressionsOf)
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([name, each]) =>
      (name === 'expr' || name === 'query') && typeof each === 'string'
        ? each
        : expressionsOf(each),
    )
  }
  const dashboard = () => expressionsOf(JSON.parse(read('examples/grafana/desk.json')))
  const alerts = () => expressionsOf(parseYAML(read('examples/prometheus/alerts.yml')))
  const documented = () =>
    [...read('docs/monitoring.md').matchAll(/`([^`\n]*)`/g)].map(([, code = '']) => code)

  it.each([
    ['the dashboard', dashboard, 25],
    ['the alerts', alerts, 8],
    ['docs/monitoring.md', documented, 18],
  ])('%s names only metrics and labels that there are', async (_, expressions, least) => {
    const { labels, names } = await scrape()
    const all = expressions()
    const used = all.flatMap((each) => each.match(METRIC) ?? [])
    expect(used.length).toBeGreaterThanOrEqual(least)
    expect(used.filter((name) => !names.has(name) && !name.endsWith('_'))).toEqual([])
    const wrong = all.flatMap((each) =>
      [...each.matchAll(/\b(desk_\w+)\{([^}]*)\}/g)].flatMap(([, name = '', list = '']) =>
        [...list.matchAll(/(\w+)="([^"$]*)"/g)].flatMap(([, label = '', value = '']) =>
          label === 'job' || labels.get(name)?.get(label)?.has(value)
            ? []
            : `${name} ${label}=${value}`,
        ),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('shows every metric of the desk on the dashboard, and explains each', async () => {
    const { names } = await scrape()
    const ours = [...names].filter((name) => name.startsWith('desk_'))
    const bases = new Set(ours.map((name) => name.replace(/_(?:bucket|count|sum)$/, '')))
    const missing = (expressions: string[]) =>
      [...bases].filter((name) => !expressions.some((each) => each.includes(name)))
    expect(missing(dashboard())).toEqual([])
    expect(missing(documented())).toEqual([])
  })

  it('is scraped as the Prometheus example has it', async () => {
    const config = z
      .object({
        rule_files: z.array(z.string()),
        scrape_configs: z.array(
          z.object({
            authorization: z.object({ credentials_file: z.string(), type: z.literal('Bearer') }),
            metrics_path: z.string(),
          }),
        ),
      })
      .parse(parseYAML(read('examples/prometheus/prometheus.yml')))
    for (const file of config.rule_files) read(join('examples/prometheus', file))
    for (const { authorization, metrics_path } of config.scrape_configs) {
      const response = await fetch(`${desk.url}${metrics_path}`, {
        headers: { authorization: `${authorization.type} ${METRICS_TOKEN}` },
      })
      expect(response.status).toBe(200)
    }
  })
})

describe('the settings for Vapi in the documentation', () => {
  it('are JSON', () => {
    const blocks = blocksOf('json', read('docs/set-up-a-client.md'))
    expect(blocks.length).toBeGreaterThan(0)
    for (const block of blocks) expect(JSON.parse(block)).toHaveProperty('server.backoffPlan')
  })
})
