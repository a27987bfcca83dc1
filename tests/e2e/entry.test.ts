import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withAPIKey } from '../helpers/requests'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  SUPERUSER,
  untilFits,
  untilToast,
  visitAdmin,
} from './support/admin'

let desk: AdminDesk
let clientID: string

beforeAll(async () => {
  desk = await openAdminDesk()
  const client = await createUser(desk, {
    email: 'client@clients.test',
    name: 'Anna Berg',
    vapiWebhookToken: 'token-of-the-client-anna-berg',
  })
  clientID = client.id
})
afterAll(() => desk?.stop())

describe('entering the admin panel', () => {
  it('shows staff without a group an empty desk', async () => {
    const account = { email: 'new-hire@desk.test', password: SUPERUSER.password }
    await createUser(desk, { ...account, isStaff: true })
    const page = await visitAdmin({ account, desk })

    await goTo(page, `${desk.url}/admin`)
    await page.locator('.template-default').waitFor()
    expect(await page.locator('a[href*="/collections/"]').count()).toBe(0)

    await goTo(page, `${desk.url}/admin/collections/users`)
    await page.getByText('Nothing found').first().waitFor()
    await page.context().close()
  })

  it('turns clients away', async () => {
    const account = { email: 'client@clients.test', password: SUPERUSER.password }
    const page = await visitAdmin({ account, desk })

    await page.goto(`${desk.url}/admin/collections/users`)
    await page.waitForURL(/unauthorized|login/)
    expect(await page.locator('.table').count()).toBe(0)
    await page.context().close()
  })
})

describe('a page of the admin that loads something from another host', () => {
  it('fails every test that visits it', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin`)
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const image = new Image()
          image.onerror = resolve
          image.src = 'http://127.0.0.1:9/elsewhere.png'
        }),
    )
    const complaint = 'from 127.0.0.1:9: image'
    await expect(leaveAdmin(page)).rejects.toMatchObject({
      actual: expect.arrayContaining([complaint]),
    })
    await page.context().close()
  })
})

describe('API keys', () => {
  it('are issued and revoked by staff who may change users', async () => {
    const account = { email: 'keys@desk.test', password: SUPERUSER.password }
    const { doc } = await desk.api<{ doc: { id: string } }>('/groups', {
      name: 'Keys',
      permissions: ['users.view', 'users.change'],
    })
    await createUser(desk, { ...account, groups: [doc.id], isStaff: true })
    const page = await visitAdmin({ account, desk })
    await goTo(page, `${desk.url}/admin/collections/users/${clientID}/sign-in`)

    await page.getByRole('button', { name: 'Generate new API key' }).click()
    await page.click('#confirm-action')
    await page.getByText('It will not be displayed again').waitFor()
    const key = await page.locator('input[name="apiKey"], #apiKey').first().inputValue()
    const readAs = async () => {
      const answer = await fetch(`${desk.url}/api/users/me`, { headers: withAPIKey(key) })
      return JSON.stringify(await answer.json())
    }
    expect(await readAs()).toContain(clientID)

    await page.getByRole('button', { name: 'Revoke API key' }).click()
    await page.locator('#confirm-action').last().click()
    await untilToast(page, 'revoked')
    expect(await readAs()).not.toContain(clientID)
    await page.context().close()
  })
})

/** WCAG contrast of an element's text against the nearest painted background. */
const contrastOf = (element: Element): number => {
  const channels = (color: string) => {
    const canvas = document.createElement('canvas')
    canvas.width = 1
    canvas.height = 1
    const context = canvas.getContext('2d')
    if (!context) return [0, 0, 0, 0]
    context.fillStyle = color
    context.fillRect(0, 0, 1, 1)
    return [...context.getImageData(0, 0, 1, 1).data]
  }
  const luminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
      const share = value / 255
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  let painted: Element | null = element
  while (painted && (channels(getComputedStyle(painted).backgroundColor)[3] ?? 0) < 255) {
    painted = painted.parentElement
  }
  const front = luminance(getComputedStyle(element).color)
  const back = luminance(getComputedStyle(painted ?? document.documentElement).backgroundColor)
  return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05)
}

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  it.each([1440, 400])('our parts are readable and fit a width of %i', async (width) => {
    const page = await visitAdmin({
      desk,
      options: { viewport: { height: 900, width } },
      theme,
    })
    await goTo(page, `${desk.url}/admin/collections/users`)
    await page.locator('.table tbody input[type="checkbox"]').first().click()
    await page.locator('.desk-bulk-bar').waitFor()
    expect(await page.locator('html').getAttribute('data-theme')).toBe(theme)

    const parts = [
      '.desk-filters__label',
      '.desk-filter:not(.desk-filter--empty)',
      '.desk-filter--active',
      '.desk-bulk-bar__count',
      '.desk-bulk-bar button',
      '.desk-status-cell__select',
    ]
    for (const part of parts) {
      const contrast = await page.locator(part).first().evaluate(contrastOf)
      expect(contrast, part).toBeGreaterThan(4.5)
    }
    await untilFits(page)

    await goTo(page, `${desk.url}/admin/collections/users/${clientID}/edit`)
    await page.getByRole('button', { name: 'Vapi (per-client webhook)' }).click()
    await page.getByText('Set it in Vapi').click()
    for (const part of [
      '.desk-webhook__url',
      '.desk-webhook__hint',
      '.desk-guide__code',
      '.desk-test__hint',
    ]) {
      const contrast = await page.locator(part).first().evaluate(contrastOf)
      expect(contrast, part).toBeGreaterThan(4.5)
    }
    await untilFits(page)
    await page.getByRole('button', { name: 'Onboarding' }).click()
    await page.getByRole('radiogroup').waitFor()
    await untilFits(page)
    await leaveAdmin(page)
  })
})
