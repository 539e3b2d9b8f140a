import deAccess from './messages/de/access.json' with { type: 'json' }
import deAdmin from './messages/de/admin.json' with { type: 'json' }
import deBlocklists from './messages/de/blocklists.json' with { type: 'json' }
import deDeliverability from './messages/de/deliverability.json' with { type: 'json' }
import deDomains from './messages/de/domains.json' with { type: 'json' }
import deErrors from './messages/de/errors.json' with { type: 'json' }
import deFrame from './messages/de/frame.json' with { type: 'json' }
import dePortal from './messages/de/portal.json' with { type: 'json' }
import deSoftware from './messages/de/software.json' with { type: 'json' }
import deStory from './messages/de/story.json' with { type: 'json' }
import deTexts from './messages/de/texts.json' with { type: 'json' }
import deTickets from './messages/de/tickets.json' with { type: 'json' }
import deProbing from './messages/de/probing.json' with { type: 'json' }
import deRoundTrips from './messages/de/roundTrips.json' with { type: 'json' }
import deListSettings from './messages/de/listSettings.json' with { type: 'json' }
import deLocks from './messages/de/locks.json' with { type: 'json' }
import deProbes from './messages/de/probes.json' with { type: 'json' }
import deQuarantine from './messages/de/quarantine.json' with { type: 'json' }
import deNow from './messages/de/now.json' with { type: 'json' }
import deHosts from './messages/de/hosts.json' with { type: 'json' }
import deAccounts from './messages/de/accounts.json' with { type: 'json' }
import deCustomers from './messages/de/customers.json' with { type: 'json' }
import deIncidents from './messages/de/incidents.json' with { type: 'json' }
import deReceivers from './messages/de/receivers.json' with { type: 'json' }
import deRequests from './messages/de/requests.json' with { type: 'json' }
import deReports from './messages/de/reports.json' with { type: 'json' }
import deTrace from './messages/de/trace.json' with { type: 'json' }
import deUi from './messages/de/ui.json' with { type: 'json' }
import enAccess from './messages/en/access.json' with { type: 'json' }
import enAdmin from './messages/en/admin.json' with { type: 'json' }
import enBlocklists from './messages/en/blocklists.json' with { type: 'json' }
import enDeliverability from './messages/en/deliverability.json' with { type: 'json' }
import enDomains from './messages/en/domains.json' with { type: 'json' }
import enErrors from './messages/en/errors.json' with { type: 'json' }
import enFrame from './messages/en/frame.json' with { type: 'json' }
import enPortal from './messages/en/portal.json' with { type: 'json' }
import enSoftware from './messages/en/software.json' with { type: 'json' }
import enStory from './messages/en/story.json' with { type: 'json' }
import enTexts from './messages/en/texts.json' with { type: 'json' }
import enTickets from './messages/en/tickets.json' with { type: 'json' }
import enProbing from './messages/en/probing.json' with { type: 'json' }
import enRoundTrips from './messages/en/roundTrips.json' with { type: 'json' }
import enListSettings from './messages/en/listSettings.json' with { type: 'json' }
import enLocks from './messages/en/locks.json' with { type: 'json' }
import enQuarantine from './messages/en/quarantine.json' with { type: 'json' }
import enNow from './messages/en/now.json' with { type: 'json' }
import enHosts from './messages/en/hosts.json' with { type: 'json' }
import enAccounts from './messages/en/accounts.json' with { type: 'json' }
import enCustomers from './messages/en/customers.json' with { type: 'json' }
import enIncidents from './messages/en/incidents.json' with { type: 'json' }
import enProbes from './messages/en/probes.json' with { type: 'json' }
import enReceivers from './messages/en/receivers.json' with { type: 'json' }
import enRequests from './messages/en/requests.json' with { type: 'json' }
import enReports from './messages/en/reports.json' with { type: 'json' }
import enTrace from './messages/en/trace.json' with { type: 'json' }
import enUi from './messages/en/ui.json' with { type: 'json' }
import type { Language } from './language.ts'

/** One namespace per area of the desk. A new one: two JSON files, two imports, two lines here. */
const en = {
  access: enAccess,
  admin: enAdmin,
  blocklists: enBlocklists,
  deliverability: enDeliverability,
  domains: enDomains,
  errors: enErrors,
  frame: enFrame,
  portal: enPortal,
  software: enSoftware,
  story: enStory,
  texts: enTexts,
  tickets: enTickets,
  listSettings: enListSettings,
  probing: enProbing,
  roundTrips: enRoundTrips,
  locks: enLocks,
  now: enNow,
  hosts: enHosts,
  accounts: enAccounts,
  customers: enCustomers,
  incidents: enIncidents,
  probes: enProbes,
  quarantine: enQuarantine,
  receivers: enReceivers,
  requests: enRequests,
  reports: enReports,
  trace: enTrace,
  ui: enUi,
}
const de = {
  access: deAccess,
  admin: deAdmin,
  blocklists: deBlocklists,
  deliverability: deDeliverability,
  domains: deDomains,
  errors: deErrors,
  frame: deFrame,
  portal: dePortal,
  software: deSoftware,
  story: deStory,
  texts: deTexts,
  tickets: deTickets,
  listSettings: deListSettings,
  probing: deProbing,
  roundTrips: deRoundTrips,
  locks: deLocks,
  now: deNow,
  hosts: deHosts,
  accounts: deAccounts,
  customers: deCustomers,
  incidents: deIncidents,
  probes: deProbes,
  quarantine: deQuarantine,
  receivers: deReceivers,
  requests: deRequests,
  reports: deReports,
  trace: deTrace,
  ui: deUi,
}

/** The English messages give the keys; a test holds the German ones to the same keys and arguments. */
export type Messages = typeof en
export type Namespace = keyof Messages

export const MESSAGES: Record<Language, Messages> = { en, de }
