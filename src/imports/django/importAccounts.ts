import type { ImportArgs, ImportRow } from '../types'
import { type DjangoGroup, storeGroup } from './groups'
import type { Owners } from './owners'
import type { ReadAccount } from './readAccount'
import { storeAccount } from './storeAccount'

type Import = Pick<ImportArgs, 'dryRun' | 'options' | 'req' | 'signal'> & {
  accounts: readonly ReadAccount[]
  groups: readonly DjangoGroup[]
  owners: Owners
}

/** How accounts can name a group: by its key or its name. */
const namesOf = ({ name, pk }: DjangoGroup): string[] => (pk === null ? [name] : [pk, name])

/**
 * Imports the accounts of a dump, and the groups that they are in. Accounts of staff and superusers are left out
 * unless they were asked for.
 */
export async function* importAccounts({
  accounts,
  dryRun,
  groups,
  options,
  owners,
  req,
  signal,
}: Import): AsyncGenerator<ImportRow> {
  const asked = new Set(options.staff.map((email) => email.trim().toLowerCase()))
  const isTaken = ({ email, isStaff }: ReadAccount) =>
    email !== null && (!isStaff || asked.has(email))
  const used = new Set<string>()
  for (const account of accounts.filter(isTaken)) {
    for (const key of account.groups) used.add(key)
  }
  const ids = new Map<string, string>()
  for (const group of groups) {
    if (signal.aborted) return
    const keys = namesOf(group).filter((key) => used.has(key))
    if (keys.length === 0) continue
    const { id, row } = await storeGroup({ dryRun, group, req })
    for (const key of keys) if (id !== null) ids.set(key, id)
    yield row
  }

  const lines = new Map<string, number>()
  const taken = new Set<string>()
  for (const account of accounts) {
    if (signal.aborted) return
    const { email, isStaff, label, line } = account
    const row = { kind: isStaff ? 'staff' : 'client', label, line } as const
    if (email === null) {
      owners.add(account, 'missing')
      const notes = ['It has no e-mail address that works, by which everybody signs in here.']
      yield { ...row, notes, result: 'error' }
      continue
    }
    const earlier = lines.get(email)
    if (earlier !== undefined) {
      owners.add(account, 'missing')
      yield { ...row, notes: [`Object ${earlier} has the same e-mail address.`], result: 'error' }
      continue
    }
    lines.set(email, line)
    if (isStaff && !asked.has(email)) {
      owners.add(account, 'staff')
      const notes = ['Staff and superusers are not imported unless they are chosen.']
      yield { ...row, notes, result: 'skip' }
      continue
    }
    const stored = await storeAccount({
      dryRun,
      email,
      groups: account.groups.flatMap((key) => ids.get(key) ?? []),
      read: account,
      req,
      taken,
    })
    const { vapiWebhookToken: token } = account.values
    if (token) taken.add(token)
    const isOfStaff = stored.result === 'skip' || (isStaff && stored.result === 'create')
    owners.add(account, isOfStaff ? 'staff' : (stored.owner ?? 'missing'))
    const notes = isStaff
      ? [
          ...stored.notes,
          'Imported as staff with the permissions of its groups, not as a superuser, and without its webhook token.',
        ]
      : stored.notes
    yield {
      ...row,
      notes: stored.result === 'create' ? notes : stored.notes,
      result: stored.result,
    }
  }
}
