import type { CustomerPolicy } from '../policies/policy.ts'
import { DEFAULT_POLICY } from '../policies/policy.ts'

/** The provider of the demo, its customers and its staff. Names under `.example` (RFC 2606) belong to nobody. */
export const PROVIDER = {
  name: 'Muster Hosting',
  phone: '030 23125 014',
  phoneHours: { de: 'Mo bis Fr 8 bis 20 Uhr', en: 'Mon to Fri, 8 to 20' },
  abuseAddress: 'abuse@muster-hosting.example',
  postmasterAddress: 'postmaster@muster-hosting.example',
}

export type DemoStaff = { email: string; name: string; initials: string; roles: ('support' | 'lead' | 'manager' | 'admin')[] }

export const STAFF: DemoStaff[] = [
  { email: 'support@muster-hosting.example', name: 'Mara Kühn', initials: 'MK', roles: ['support'] },
  { email: 'lead@muster-hosting.example', name: 'Jonas Brandt', initials: 'JB', roles: ['support', 'lead'] },
  { email: 'manager@muster-hosting.example', name: 'Ines Vogt', initials: 'IV', roles: ['manager'] },
  { email: 'admin@muster-hosting.example', name: 'Tom Adler', initials: 'TA', roles: ['admin', 'support'] },
]

export type DemoCustomer = {
  number: string
  name: string
  language: 'de' | 'en'
  contacts: { name: string; email: string; phone?: string }[]
  domains: string[]
  accounts: string[]
  policy?: CustomerPolicy
}

export const CUSTOMERS: DemoCustomer[] = [
  {
    number: '10417',
    name: 'Bäckerei Muster',
    language: 'de',
    contacts: [
      { name: 'Hanna Muster', email: 'hanna.muster@privat.example', phone: '030 5550417' },
      { name: 'IT-Service Krume', email: 'service@krume-it.example' },
    ],
    domains: ['baeckerei-muster.example'],
    accounts: ['kontakt@baeckerei-muster.example', 'bestellung@baeckerei-muster.example'],
  },
  {
    number: '10982',
    name: 'TSV Beispiel e. V.',
    language: 'de',
    contacts: [{ name: 'Vorstand', email: 'vorstand@tsv-privat.example' }],
    domains: ['tsv-beispiel.example'],
    accounts: ['newsletter@tsv-beispiel.example', 'halle@tsv-beispiel.example'],
    policy: { limits: { ...DEFAULT_POLICY.limits, recipientsMax: 2000, habitFactor: 30 } },
  },
  {
    number: '11203',
    name: 'Agentur Nord',
    language: 'de',
    contacts: [{ name: 'Lea Nord', email: 'lea@nord-privat.example', phone: '040 5551203' }],
    domains: ['agentur-nord.example'],
    accounts: ['uid:agentur-nord@web7', 'team@agentur-nord.example'],
  },
  {
    number: '10044',
    name: 'Kanzlei Probe',
    language: 'de',
    contacts: [{ name: 'Dr. Probe', email: 'probe@kanzlei-privat.example' }],
    domains: ['kanzlei-probe.example'],
    accounts: ['buero@kanzlei-probe.example'],
  },
  {
    number: '11871',
    name: 'Sanitär Beispiel GmbH',
    language: 'de',
    contacts: [{ name: 'Uwe Beispiel', email: 'uwe@beispiel-privat.example', phone: '0911 5551871' }],
    domains: ['sanitaer-beispiel.example'],
    accounts: ['info@sanitaer-beispiel.example'],
  },
  {
    number: '12016',
    name: 'Harbour Prints Ltd',
    language: 'en',
    contacts: [{ name: 'Ann Harbour', email: 'ann@harbour-home.example' }],
    domains: ['harbour-prints.example'],
    accounts: ['orders@harbour-prints.example'],
  },
]
