/** Labels of host names that say who refuses or which list it is; of any other name only stands that it is one. */
const LABELS = `
  spamhaus spamcop barracuda barracudacentral barracudanetworks sorbs dnsbl dnsrbl rbl uribl surbl dbl xbl sbl pbl zen bl cbl
  abuseat manitu uceprotect mailspike psbl spamrats proofpoint cloudmark csi mimecast trendmicro talosintelligence senderbase
  spamrl hostkarma junkemailfilter backscatterer grey greylist postgrey blocklist blacklist spamsources fortiguard symantec
  symanteccloud messagelabs magicspam invaluement nixspam spfbl dronebl abusix anonmails cobion prs ers njabl ahbl senderscore
  vadesecure orbitrbl countries emailsrvr spf dmarc dkim openspf
  google yahoo yahooinc aol outlook office microsoft gmx web 1und1 1and1 ionos kundenserver apple icloud comcast
  strato mfaq secumail yandex resolver adr recipnotfound exrecipnotfound recipientnotfound rst authrequired restrictedtorecipientspermission
  sendernotauthenticatedforgroup sendernotauthenticatedformailbox recipsizelimit sendersizelimit
`

/** The labels by the number that the scanner reckons for each (mask-reply.ts). */
export const KEPT_LABELS = new Set(LABELS.trim().split(/\s+/).map(numberOf))

function numberOf(label: string): number {
  let number = 0
  for (let at = 0; at < label.length; at++) number = (Math.imul(number, 31) + (label.charCodeAt(at) | 32)) | 0
  return number
}
