import { knownBlocklist } from './catalogue/catalogue.ts'

/** As people call the lists they know; all others go by their zone. */
const NAMES: Record<string, string> = {
  'spamhaus-zen': 'Spamhaus ZEN', 'spamhaus-sbl': 'Spamhaus SBL', 'spamhaus-css': 'Spamhaus CSS', 'spamhaus-xbl': 'Spamhaus XBL', 'spamhaus-pbl': 'Spamhaus PBL',
  'spamhaus-dbl': 'Spamhaus DBL', 'spamhaus-zrd': 'Spamhaus ZRD', spamcop: 'SpamCop', barracuda: 'Barracuda', psbl: 'PSBL', dronebl: 'DroneBL',
  'uceprotect-1': 'UCEPROTECT 1', 'uceprotect-2': 'UCEPROTECT 2', 'uceprotect-3': 'UCEPROTECT 3', backscatterer: 'Backscatterer', 'mailspike-bl': 'Mailspike',
  'mailspike-z': 'Mailspike Z', 'mailspike-rep': 'Mailspike Rep', 'abusix-combined': 'Abusix', 'abusix-dblack': 'Abusix Domains', 'senderscore-bl': 'Sender Score',
  'blocklist-de': 'blocklist.de', 'spamrats-spam': 'SpamRATS Spam', 'spamrats-dyna': 'SpamRATS Dyna', 'spamrats-noptr': 'SpamRATS NoPtr', 'spamrats-auth': 'SpamRATS Auth',
  interserver: 'InterServer', surbl: 'SURBL', uribl: 'URIBL', 'sem-uri': 'SEM URI', 'sem-fresh15': 'SEM Fresh15', 'sem-black': 'SEM Black', 'sem-ipv6': 'SEM IPv6',
  'sem-backscatter': 'SEM Backscatter', '0spam': '0spam', s5h: 'S5H', 'gbudb-truncate': 'GBUdb Truncate', hostkarma: 'Hostkarma', spfbl: 'SPFBL', woody: 'Woody',
  nordspam: 'NordSpam', suomispam: 'SuomiSpam', zapbl: 'ZapBL', 'hetzner-rbl': 'Hetzner RBL', dnswl: 'DNSWL', 'tor-dan': 'TorDNSEL', talos: 'Cisco Talos',
}

/** A list by its name. */
export function listName(id: string): string {
  return NAMES[id] ?? knownBlocklist(id)?.zone.replace(/^\{key\}\./, '') ?? id
}
