import type { CustomerInput } from '../customers/customer.ts'

/** The provider of the demo, its customers and its staff. Names under `.example` (RFC 2606) belong to nobody. */
export const PROVIDER = {
  name: 'Muster Hosting',
  phone: '030 23125 014',
  phoneHours: { de: 'Mo bis Fr 8 bis 20 Uhr', en: 'Mon to Fri, 8 to 20' },
  abuseAddress: 'abuse@muster-hosting.example',
  postmasterAddress: 'postmaster@muster-hosting.example',
}

/** Everybody's password at the demo's pages: they answer on this machine alone. */
export const DEMO_PASSWORD = 'relayward-demo'

/** The customer who signs in with a password too, as one who has asked for it. */
export const BAKERY_LOGIN = { email: 'hanna.muster@privat.example', name: 'Hanna Muster', customerNumber: '10417' }

export type DemoStaff = { email: string; name: string; roles: ('support' | 'lead' | 'manager' | 'admin')[] }

export const STAFF: DemoStaff[] = [
  { email: 'support@muster-hosting.example', name: 'Mara Kühn', roles: ['support'] },
  { email: 'lead@muster-hosting.example', name: 'Jonas Brandt', roles: ['support', 'lead'] },
  { email: 'manager@muster-hosting.example', name: 'Ines Vogt', roles: ['manager'] },
  { email: 'admin@muster-hosting.example', name: 'Tom Adler', roles: ['admin', 'support'] },
]

/** Accounts that speak in the story. */
export const ACCOUNTS = {
  bakery: 'kontakt@baeckerei-muster.example',
  bakeryOrders: 'bestellung@baeckerei-muster.example',
  newsletter: 'newsletter@tsv-beispiel.example',
  club: 'halle@tsv-beispiel.example',
  contactForm: 'uid:agentur-nord@web7',
  agency: 'team@agentur-nord.example',
  lawFirm: 'buero@kanzlei-probe.example',
  lawFirmForm: 'uid:kanzlei-probe@web7',
  plumber: 'info@sanitaer-beispiel.example',
  prints: 'orders@harbour-prints.example',
  driving: 'anmeldung@fahrschule-muster.example',
  nursery: 'verkauf@gaertnerei-beispiel.example',
  spammer: 'aktion@rabatt-blitz.example',
  /** Belongs to nobody the desk knows. */
  stray: 'web23p1@altkunde.example',
} as const

/** Mail accounts that every host lets in; scripts have none. */
export const MAIL_ACCOUNTS: string[] = [...Object.values(ACCOUNTS).filter((name) => !name.startsWith('uid:')), 'malerei@pinsel-beispiel.example', 'praxis@zahnarzt-probe.example', 'hello@harbour-prints.example']

const contact = (name: string, email: string, phone: string | null = null) => ({ name, email, phone })

/** The customers as the provider's own list has them; taken in by the import of customers. */
export const CUSTOMERS: CustomerInput[] = [
  {
    number: '10417', name: 'Bäckerei Muster', language: 'de',
    contacts: [contact('Hanna Muster', BAKERY_LOGIN.email, '030 5550417'), contact('IT-Service Krume', 'service@krume-it.example')],
    domains: ['baeckerei-muster.example'], accounts: [ACCOUNTS.bakery, ACCOUNTS.bakeryOrders],
  },
  {
    number: '10982', name: 'TSV Beispiel e. V.', language: 'de', contacts: [contact('Vorstand', 'vorstand@tsv-privat.example', '0351 5550982')],
    domains: ['tsv-beispiel.example'], accounts: [ACCOUNTS.newsletter, ACCOUNTS.club],
  },
  {
    number: '11203', name: 'Agentur Nord', language: 'de', contacts: [contact('Lea Nord', 'lea@nord-privat.example', '040 5551203')],
    domains: ['agentur-nord.example'], accounts: [ACCOUNTS.contactForm, ACCOUNTS.agency],
  },
  {
    number: '10044', name: 'Kanzlei Probe', language: 'de', contacts: [contact('Dr. Probe', 'probe@kanzlei-privat.example')],
    domains: ['kanzlei-probe.example'], accounts: [ACCOUNTS.lawFirm, ACCOUNTS.lawFirmForm],
  },
  {
    number: '11871', name: 'Sanitär Beispiel GmbH', language: 'de', contacts: [contact('Uwe Beispiel', 'uwe@beispiel-privat.example', '0911 5551871')],
    domains: ['sanitaer-beispiel.example'], accounts: [ACCOUNTS.plumber],
  },
  {
    number: '12016', name: 'Harbour Prints Ltd', language: 'en', contacts: [contact('Ann Harbour', 'ann@harbour-home.example')],
    domains: ['harbour-prints.example'], accounts: [ACCOUNTS.prints, 'hello@harbour-prints.example'],
  },
  {
    number: '11544', name: 'Fahrschule Muster', language: 'de', contacts: [contact('Selma Muster', 'selma@fahr-privat.example', '0421 5551544')],
    domains: ['fahrschule-muster.example'], accounts: [ACCOUNTS.driving],
  },
  {
    number: '10761', name: 'Gärtnerei Beispiel', language: 'de', contacts: [contact('Jan Beispiel', 'jan@gruen-privat.example')],
    domains: ['gaertnerei-beispiel.example'], accounts: [ACCOUNTS.nursery],
  },
  {
    number: '12107', name: 'Rabatt-Blitz UG', language: 'de', contacts: [contact('Geschäftsführung', 'chef@rabatt-privat.example')],
    domains: ['rabatt-blitz.example'], accounts: [ACCOUNTS.spammer],
  },
  {
    number: '10533', name: 'Malerei Pinsel', language: 'de', contacts: [contact('Ole Pinsel', 'ole@pinsel-privat.example', '0341 5550533')],
    domains: ['pinsel-beispiel.example'], accounts: ['malerei@pinsel-beispiel.example'],
  },
  {
    number: '11090', name: 'Zahnarztpraxis Probe', language: 'de', contacts: [contact('Empfang', 'empfang@zahn-privat.example')],
    domains: ['zahnarzt-probe.example'], accounts: ['praxis@zahnarzt-probe.example'],
  },
]
