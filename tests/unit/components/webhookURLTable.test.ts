import { describe, expect, it } from 'vitest'
import { tableText } from '../../../src/components/UserBulkActions/table'

describe('webhook URLs for a spreadsheet', () => {
  it('are a row each, with a cell for each value, whatever is in a name', () => {
    const text = tableText([
      ['Business', 'Email', 'Webhook URL'],
      ['Salon\t"Berg"\r\n& Co ', 'salon@berg.test', 'https://desk.test/a/'],
      ['', 'nameless@clients.test', 'https://desk.test/b/'],
    ])
    expect(text.split('\n').map((row) => row.split('\t'))).toEqual([
      ['Business', 'Email', 'Webhook URL'],
      ['Salon "Berg" & Co', 'salon@berg.test', 'https://desk.test/a/'],
      ['', 'nameless@clients.test', 'https://desk.test/b/'],
      [''],
    ])
  })

  it.each(['=1+1', '+1+1', '-1', '@SUM(A1)', '\t=1', '＝1'])('%j is no formula', (name) => {
    const [cell = ''] = tableText([[name, 'a@b.test']]).split('\t')
    expect(cell).toMatch(/^'/)
  })
})
