import type { GlobalConfig } from 'payload'
import { hiddenWithout } from '../../src/access/hiddenWithout'
import { can, inPerson, nobody } from '../../src/access/rules'
import { lockGlobal } from '../shared/lockGlobal'
import { requireGlobalData } from '../shared/requireData'
import { presetRule } from './presetRule'
import { recordMappingChange } from './recordMappingChange'
import { validateDeskMapping } from './validateMapping'

/** What the data of all agents means, unless a client's own mapping says otherwise. A migration creates the row. */
export const FieldMapping: GlobalConfig<'field-mapping'> = {
  access: {
    read: can('field-mapping.view'),
    readVersions: nobody,
    update: inPerson(can('field-mapping.change')),
  },
  admin: {
    group: 'Desk',
    hidden: hiddenWithout('field-mapping.view'),
    hideAPIURL: true,
  },
  fields: [
    {
      admin: { components: { Field: '/src/components/FieldMapping#DeskFieldMapping' } },
      label: 'Mapping',
      name: 'mapping',
      type: 'json',
      validate: validateDeskMapping,
    },
    // Which calls are to do for clients that have chosen no rule. Made from the outcomes by `presetRule`.
    {
      access: { create: nobody, update: nobody },
      admin: { hidden: true },
      name: 'followUpRule',
      type: 'json',
    },
  ],
  // Only the admin needs it, and Payload's `docAccess…` of globals fails.
  graphQL: false,
  hooks: {
    afterChange: [recordMappingChange],
    beforeChange: [presetRule],
    beforeOperation: [requireGlobalData, lockGlobal('field_mapping')],
  },
  label: 'Field mapping',
  lockDocuments: false,
  slug: 'field-mapping',
}
