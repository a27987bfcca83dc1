/** What a caller wanted, and how the call went. */
export type Scene = {
  customFields?: Record<string, unknown>
  endedReason: string
  lines: readonly (readonly ['assistant' | 'user', string])[]
  outcome?: string
  price?: number | string
  service?: string
  summary: string
}

/** A business that the demo invents. */
export type DemoClient = {
  businessName: string
  businessType: string
  /** On an ordinary weekday. */
  callsPerDay: number
  currency: string
  email: string
  hours: readonly [opens: string, closes: string]
  name: string
  notes?: string
  phone: string
  scenes: readonly Scene[]
  setupStatus: 'agent_configured' | 'client_notified' | 'live' | 'not_started' | 'token_generated'
  /** For how many days nothing was heard of it. */
  silentDays?: number
  /** For how many days it has been in its setup status. */
  statusDays?: number
  timezone: string
}

const salonScenes: readonly Scene[] = [
  {
    endedReason: 'customer-ended-call',
    lines: [
      ['assistant', 'Good morning, Willow & Wave Hair. How can I help?'],
      ['user', 'Hi, I need a cut and colour before Friday if you have anything.'],
      ['assistant', 'Thursday at 2 pm with Nora is free. A cut and colour is 145 dollars.'],
      ['user', 'Perfect, please book me in.'],
      ['assistant', 'You are booked for Thursday at 2 pm. See you then!'],
    ],
    outcome: 'booked',
    price: '$145.00',
    service: 'Cut and colour',
    summary: 'Booked a cut and colour with Nora on Thursday at 2 pm.',
  },
  {
    endedReason: 'assistant-said-end-call-phrase',
    lines: [
      ['assistant', 'Willow & Wave Hair, how can I help?'],
      ['user', 'I have to cancel my appointment tomorrow, my daughter is ill.'],
      [
        'assistant',
        'I am sorry to hear that. I cancelled it; there is no fee. Shall I find a new time?',
      ],
      ['user', 'I will call again next week. Thanks.'],
    ],
    outcome: 'cancelled',
    service: 'Blow-dry',
    summary: 'Cancelled tomorrow’s blow-dry because of a sick child; will call again next week.',
  },
  {
    customFields: { 'Preferred stylist': 'Nora', followUp: true },
    endedReason: 'customer-ended-call',
    lines: [
      ['assistant', 'Willow & Wave Hair, how can I help?'],
      ['user', 'How much is a bridal updo, and do you come to the venue?'],
      [
        'assistant',
        'A bridal updo starts at 220 dollars; a visit adds 60. May the salon call you back?',
      ],
      ['user', 'Yes, in the evening please.'],
    ],
    outcome: 'callback requested',
    price: 'from 220 USD',
    service: 'Bridal updo',
    summary: 'Asked about a bridal updo at the venue. Wants a call back in the evening.',
  },
]

const clinicScenes: readonly Scene[] = [
  {
    endedReason: 'customer-ended-call',
    lines: [
      ['assistant', 'Brightside Dental, you are speaking with the assistant.'],
      ['user', 'I chipped a tooth at lunch. It does not hurt much, but it is sharp.'],
      ['assistant', 'We keep time free for that. Could you come at half past four today?'],
      ['user', 'Yes. What will it cost?'],
      ['assistant', 'An emergency visit is 75 pounds, treatment not included.'],
      ['user', 'All right, see you then.'],
    ],
    outcome: 'booked',
    price: '£75',
    service: 'Emergency visit',
    summary: 'Chipped tooth, little pain. Booked an emergency visit today at 16:30.',
  },
  {
    endedReason: 'assistant-forwarded-call',
    lines: [
      ['assistant', 'Brightside Dental, how can I help?'],
      ['user', 'My face is swollen since the extraction yesterday.'],
      ['assistant', 'I am putting you through to the dentist on duty right now.'],
    ],
    outcome: 'transferred',
    service: 'Aftercare',
    summary: 'Swelling after yesterday’s extraction. Put through to the dentist on duty.',
  },
  {
    endedReason: 'customer-ended-call',
    lines: [
      ['assistant', 'Brightside Dental, how can I help?'],
      ['user', 'Do you take new patients on the NHS?'],
      ['assistant', 'Not at the moment. I can put you on the waiting list.'],
      ['user', 'Please do.'],
    ],
    outcome: 'waiting list',
    service: 'New patient',
    summary: 'New patient asked for NHS treatment and was put on the waiting list.',
  },
]

const garageScenes: readonly Scene[] = [
  {
    customFields: { licensePlate: 'B-DE 1234', mileage: 84_300 },
    endedReason: 'customer-ended-call',
    lines: [
      ['assistant', 'Autohaus Lindner Werkstatt, guten Tag.'],
      ['user', 'Guten Tag, ich brauche einen Termin für die Inspektion.'],
      ['assistant', 'Am Dienstag um acht Uhr wäre frei. Die große Inspektion kostet 389,90 Euro.'],
      ['user', 'Das passt, danke.'],
    ],
    outcome: 'gebucht',
    price: '389,90 €',
    service: 'Große Inspektion',
    summary: 'Termin für die große Inspektion am Dienstag um 8 Uhr vereinbart.',
  },
  {
    endedReason: 'silence-timed-out',
    lines: [
      ['assistant', 'Autohaus Lindner Werkstatt, guten Tag.'],
      ['user', 'Einen Moment, ich suche die Nummer vom Auto …'],
      ['assistant', 'Sind Sie noch da?'],
    ],
    outcome: 'abgebrochen',
    service: 'Anfrage',
    summary: 'Die Anruferin suchte die Fahrzeugnummer und meldete sich nicht mehr.',
  },
  {
    endedReason: 'customer-ended-call',
    lines: [
      ['assistant', 'Autohaus Lindner Werkstatt, guten Tag.'],
      ['user', 'Ich möchte Winterreifen aufziehen lassen, vier Stück.'],
      ['assistant', 'Der Wechsel kostet 49 Euro. Freitag um zehn?'],
      ['user', 'Ja, gern.'],
    ],
    outcome: 'gebucht',
    price: 49,
    service: 'Reifenwechsel',
    summary: 'Reifenwechsel am Freitag um 10 Uhr vereinbart.',
  },
]

const plumberScenes: readonly Scene[] = [
  {
    endedReason: 'assistant-ended-call',
    lines: [
      ['assistant', 'Harbour Plumbing, what is going on?'],
      ['user', 'Water is coming through the kitchen ceiling!'],
      [
        'assistant',
        'Please turn the main tap off. A plumber can be with you in forty minutes; the call-out is 180 dollars.',
      ],
      ['user', 'Send them, 14 Shelly Street.'],
    ],
    outcome: 'dispatched',
    price: 'AUD 180',
    service: 'Emergency call-out',
    summary: 'Leak through the kitchen ceiling. Plumber sent to 14 Shelly Street.',
  },
  {
    endedReason: 'call.forwarding.operator-busy',
    lines: [
      ['assistant', 'Harbour Plumbing, how can I help?'],
      ['user', 'Let me talk to Dave about the invoice.'],
      ['assistant', 'I will try to put you through.'],
    ],
    outcome: 'transfer failed',
    summary: 'Wanted to talk to Dave about an invoice; the line was busy.',
  },
]

const restaurantScenes: readonly Scene[] = [
  {
    customFields: { 'Party size': 6, occasion: 'birthday' },
    endedReason: 'customer-ended-call',
    lines: [
      ['assistant', 'Osteria Felice, buonasera! How can I help?'],
      ['user', 'A table for six on Saturday at eight, it is a birthday.'],
      ['assistant', 'With pleasure. There is a deposit of 20 dollars a person for six and more.'],
      ['user', 'That is fine.'],
    ],
    outcome: 'booked',
    price: 'CA$120',
    service: 'Table for six',
    summary: 'Birthday table for six on Saturday at 20:00, deposit agreed.',
  },
  {
    endedReason: 'voicemail',
    lines: [['assistant', 'Osteria Felice here, calling to confirm your table tonight. Ciao!']],
    outcome: 'voicemail',
    service: 'Confirmation',
    summary: 'Left a message to confirm tonight’s table.',
  },
]

const gymScenes: readonly Scene[] = [
  {
    endedReason: 'customer-ended-call',
    lines: [
      ['assistant', 'Fit Foundry, hi! What can I do for you?'],
      ['user', 'Can I try the spin class before I sign up?'],
      ['assistant', 'Sure: Wednesday at 6 pm is free to try. May I put you down?'],
      ['user', 'Yes please.'],
    ],
    outcome: 'booked',
    service: 'Trial class',
    summary: 'Booked a free trial of the spin class on Wednesday at 18:00.',
  },
  {
    endedReason: 'assistant-said-end-call-phrase',
    lines: [
      ['assistant', 'Fit Foundry, hi! What can I do for you?'],
      ['user', 'How do I pause my membership? I broke my wrist.'],
      ['assistant', 'I am sorry! I noted it; the team confirms the pause by email today.'],
    ],
    outcome: 'callback requested',
    service: 'Membership',
    summary: 'Wants to pause the membership because of a broken wrist.',
  },
]

/** The clients of the demo: different trades, currencies, time zones and stages of set-up. */
export const demoClients: readonly DemoClient[] = [
  {
    businessName: 'Willow & Wave Hair',
    businessType: 'Hair salon',
    callsPerDay: 8,
    currency: 'USD',
    email: 'maya@willow-wave.example',
    hours: ['09:00', '18:00'],
    name: 'Maya Lindgren',
    notes: 'Asked for a warm, unhurried voice. Nora takes all bridal appointments.',
    phone: '+12025550146',
    scenes: salonScenes,
    setupStatus: 'live',
    timezone: 'America/New_York',
  },
  {
    businessName: 'Brightside Dental',
    businessType: 'Dental clinic',
    callsPerDay: 11,
    currency: 'GBP',
    email: 'practice@brightside-dental.example',
    hours: ['08:30', '17:30'],
    name: 'Tom Okafor',
    phone: '+442079460123',
    scenes: clinicScenes,
    setupStatus: 'live',
    timezone: 'Europe/London',
  },
  {
    businessName: 'Fit Foundry',
    businessType: 'Gym',
    callsPerDay: 6,
    currency: 'USD',
    email: 'hello@fit-foundry.example',
    hours: ['07:00', '21:00'],
    name: 'Andre Brooks',
    phone: '+13125550188',
    scenes: gymScenes,
    setupStatus: 'live',
    silentDays: 5,
    timezone: 'America/Chicago',
  },
  {
    businessName: 'Autohaus Lindner',
    businessType: 'Garage',
    callsPerDay: 2,
    currency: 'EUR',
    email: 'werkstatt@autohaus-lindner.example',
    hours: ['07:30', '17:00'],
    name: 'Petra Lindner',
    phone: '+493023125123',
    scenes: garageScenes,
    setupStatus: 'client_notified',
    timezone: 'Europe/Berlin',
  },
  {
    businessName: 'Harbour Plumbing',
    businessType: 'Plumber',
    callsPerDay: 0.4,
    currency: 'AUD',
    email: 'dave@harbour-plumbing.example',
    hours: ['06:00', '20:00'],
    name: 'Dave Nguyen',
    notes: 'Test calls only, until the agent knows the new service area.',
    phone: '+61255501234',
    scenes: plumberScenes,
    setupStatus: 'agent_configured',
    timezone: 'Australia/Sydney',
  },
  {
    businessName: 'Osteria Felice',
    businessType: 'Restaurant',
    callsPerDay: 0.15,
    currency: 'CAD',
    email: 'ciao@osteria-felice.example',
    hours: ['11:30', '22:00'],
    name: 'Giulia Ferri',
    phone: '+16135550177',
    scenes: restaurantScenes,
    setupStatus: 'token_generated',
    statusDays: 6,
    timezone: 'America/Toronto',
  },
  {
    businessName: 'Paws & Claws Vets',
    businessType: 'Veterinary clinic',
    callsPerDay: 0,
    currency: 'NZD',
    email: 'hello@paws-claws.example',
    hours: ['09:00', '17:00'],
    name: 'Aroha Parata',
    phone: '+6498871234',
    scenes: [],
    setupStatus: 'not_started',
    timezone: 'Pacific/Auckland',
  },
]
