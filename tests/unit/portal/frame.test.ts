import { createElement, type FunctionComponent } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { Brand } from '../../../src/brands/brandOf'
import { accentStyle } from '../../../src/portal/brandStyle'
import { formState } from '../../../src/portal/forms/formState'
import { manifestOf } from '../../../src/portal/manifest'
import { BrandMark } from '../../../src/portal/ui/BrandMark'
import { Button } from '../../../src/portal/ui/Button'
import { Checkbox, Field } from '../../../src/portal/ui/Field'
import { Form } from '../../../src/portal/ui/Form'
import { textsFor } from '../../../src/translations/texts'

const texts = textsFor({ country: null, language: 'en' })

const BRAND: Brand = {
  accent: null,
  host: null,
  icon: '/icon',
  id: null,
  imprintURL: null,
  logo: { dark: null, light: null },
  name: 'Bright & Line',
  pngIcons: [],
  privacyURL: null,
  senderName: null,
  supportEmail: null,
  supportPhone: null,
}

const FAILED = formState(
  {
    form: 'call.note',
    problems: { '': { key: 'shell.form.later' }, note: { key: 'shell.form.invalid' } },
    values: { note: ['“typed”'] },
  },
  texts,
)

const written = <Props extends object>(part: FunctionComponent<Props>, props: Props): string =>
  renderToStaticMarkup(createElement(part, props))

describe('a form that was refused', () => {
  it('says why above it, and beside the field, which has what was typed and the focus', () => {
    const field = createElement(Field, {
      autoFocus: FAILED.firstWrong === 'note',
      hint: 'A hint',
      label: 'Note',
      name: 'note',
      problem: FAILED.problem('note'),
      value: FAILED.value('note', 'stored'),
    })
    const page = written(Form, {
      action: '/api/v1/portal/x',
      children: field,
      hidden: { id: '1' },
      portal: { formKey: 'k' },
      state: FAILED,
    })
    expect(page).toContain('<form action="/api/v1/portal/x" method="post">')
    expect(page).toContain('<input type="hidden" name="desk-form-key" value="k"/>')
    expect(page).toContain('<input type="hidden" name="id" value="1"/>')
    expect(page).toMatch(/role="alert">.*Wait a moment/)
    expect(page).toMatch(/<label[^>]* for="note">Note<\/label>/)
    expect(page).toContain('aria-describedby="note-problem note-hint"')
    expect(page).toContain('aria-invalid="true"')
    expect(page).toContain('autofocus=""')
    expect(page).toContain('value="“typed”"')
    expect(page).toMatch(/id="note-problem">Check this entry\./)
    expect(page).not.toContain('style=')
  })

  it('has no problem and no key where there is none', () => {
    const box = createElement(Checkbox, { label: 'Mondays', name: 'days', value: 'mon' })
    const page = written(Form, { action: '/x', children: box, portal: { formKey: null } })
    expect(page).not.toMatch(/alert|desk-form-key|aria-invalid|aria-describedby/)
    expect(page).toContain('id="days-mon"')
  })
})

describe('a button', () => {
  it('is a link if it leads somewhere, and sends its form otherwise', () => {
    const link = written(Button, { children: 'Read', href: '/calls' })
    expect(link).toMatch(/^<a [^>]*href="\/calls"/)
    const submit = written(Button, { children: 'Save', look: 'primary' })
    expect(submit).toMatch(/^<button [^>]*type="submit"/)
  })
})

describe('a brand', () => {
  it('is its name, or its logo in the one for the reader’s look', () => {
    expect(renderToStaticMarkup(createElement(BrandMark, { brand: BRAND }))).toContain(
      'Bright &amp; Line</bdi>',
    )
    const logo = { dark: '/d', light: '/l' }
    const page = renderToStaticMarkup(createElement(BrandMark, { brand: { ...BRAND, logo } }))
    expect(page).toContain('<source media="(prefers-color-scheme: dark)" srcSet="/d"/>')
    expect(page).toMatch(/<img alt="Bright &amp; Line"[^>]* src="\/l"/)
  })

  it('gives pages its accent, if that is a colour', () => {
    const accent = { dark: '#aabbcc', light: '#112233', onDark: '#000000', onLight: '#ffffff' }
    const style = accentStyle(accent)
    // Whatever comes first, this or the stylesheet.
    expect(style).toContain(':root:root{--accent:#112233;--on-accent:#ffffff}')
    expect(style).toContain('--accent:#aabbcc;--on-accent:#000000')
    expect(accentStyle(null)).toBeNull()
    expect(accentStyle({ ...accent, dark: 'red}body{display:none' })).toBeNull()
  })

  it('names the portal on a phone, shortly where the name is long', () => {
    const accent = { dark: '#aabbcc', light: '#112233', onDark: '#000000', onLight: '#ffffff' }
    const name = 'Bright & Line Telephone Answering'
    expect(manifestOf({ ...BRAND, accent, name })).toMatchObject({
      name,
      short_name: 'Bright & Line Telephone…',
      start_url: '/calls',
      theme_color: '#112233',
    })
  })
})
