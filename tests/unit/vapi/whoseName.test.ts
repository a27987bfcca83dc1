import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../../src/lib/json'
import { readAll } from '../../../src/vapi/customFields'
import { readExtracted } from '../../../src/vapi/fields/extracted'

const nameIn = (message: JsonObject) =>
  readAll(readExtracted(message, message)).findCallerName()?.value ?? null
const inData = (structuredData: JsonValue) => nameIn({ analysis: { structuredData } })
const inOutput = (name: string, result: JsonValue) =>
  nameIn({ artifact: { structuredOutputs: { a: { name, result } } } })
const given = (variableValues: JsonObject) =>
  nameIn({ call: { assistantOverrides: { variableValues } } })

const PERSON = { name: 'Bob Kay', phone: '+12025550111' }

describe('whose name it is', () => {
  it.each([
    ...['emergency_contact', 'alternate_contact', 'secondary_contact', 'spouse_contact'],
    ...['referring_patient', 'referrer_contact', 'landlord_contact', 'doctor_contact'],
    ...[
      'customer_service_rep',
      'lead_agent',
      'assigned_lead_owner',
      'booking_agent',
      'meeting_host',
    ],
    ...['contact_at_vendor', 'opposing_client', 'caller_mother', 'previous_customer'],
    ...['doctor_details', 'company_info', 'agent_info', 'stylist_details', 'business_details'],
    ...['salon_info', 'pet_details', 'location_data', 'insurance_info'],
  ])('not the caller’s in %s', (holder) => {
    expect(inData({ outcome: 'booked', [holder]: PERSON })).toBeNull()
    expect(inData({ [holder]: { first_name: 'Bob', phone: '+12025550111' } })).toBeNull()
  })

  it.each(['service_details', 'event_data', 'package_info', 'Boiler data', 'venue_info'])(
    'a thing’s in %s',
    (holder) => {
      expect(inData({ [holder]: { name: 'Full Groom', urgency: 'high' } })).toBeNull()
    },
  )

  it.each(['Pet', 'Company', 'Doctor', 'Event', 'Pet Details', 'Business Info'])(
    'a thing’s in an output %s',
    (output) => {
      expect(inOutput(output, { name: 'Rex Foo' })).toBeNull()
    },
  )

  it.each([
    ...['data', 'client', 'caller_details', 'personal_information', 'collected_data', 'user'],
    ...['contact_info', 'customer_details', 'patient_info', 'lead_info', 'Salon Intake'],
  ])('the caller’s in %s', (holder) => {
    expect(inData({ data: { [holder]: PERSON } }) ?? inOutput(holder, PERSON)).toBe('Bob Kay')
  })

  it.each<[JsonObject, string | null]>([
    [{ breed: 'Labrador', name: 'Rex', service: 'Full groom' }, null],
    [{ breed: 'Labrador', name: 'Rex', phone: '+12025550111' }, null],
    [{ breed: 'Labrador', name: 'Ada', pet_name: 'Rex', phone: '+12025550111' }, 'Ada'],
    [{ make: 'Honda', name: 'Civic', year: 2019 }, null],
    [{ Name: 'Byron', Vorname: 'Ada' }, 'Ada Byron'],
    [{ Name: 'Ada Byron', Vorname: 'Ada' }, 'Ada Byron'],
    [{ nom: 'Dupont', prénom: 'Marie' }, 'Marie Dupont'],
    [{ naam: 'de Vries', voornaam: 'Jan' }, 'Jan de Vries'],
    [{ first_name: 'Ada', name: 'Full groom', price: 30 }, 'Ada'],
    [{ first_name: 'John', last_name: 'Guest' }, 'John Guest'],
    [{ first_name: 'Unknown', last_name: 'Caller' }, null],
    [{ first_name: 'Ada', last_name: 'N/A' }, 'Ada'],
    [{ "Caller's Name": 'Ada Byron' }, 'Ada Byron'],
    [{ 'Name of Customer': 'Ada Byron' }, 'Ada Byron'],
    [{ nom_et_prenom: 'Dupont Marie' }, 'Dupont Marie'],
    [{ name_des_patienten: 'Jörg' }, 'Jörg'],
    [{ customer_name: { confidence: 0.9, value: 'Ada' } }, 'Ada'],
    [{ customer_name: 'string' }, null],
  ])('%j gives %j', (data, name) => {
    expect(inData(data)).toBe(name)
  })

  it('an agency’s own name is none of its callers’', () => {
    expect(given({ business_hours: '9-5', name: 'Acme Dental' })).toBeNull()
    expect(given({ company: 'Acme', name: 'Front desk', phone: '+12025550100' })).toBeNull()
    expect(given({ name: 'Ada', plan: 'gold' })).toBe('Ada')
  })
})
