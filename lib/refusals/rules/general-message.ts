import { onWords, type RefusalRule } from '../rule.ts'

/** Malware and what may carry it. */
export const VIRUS: RefusalRule[] = [
  onWords(['virus', 'virus', 'message', true], 'viru anti malw infe troj mali clam eica scha', /(?<!\bspam (?:or|and|oder|und) )\b(?:virus|viruses|anti ?virus|malware|infected|trojan|malicious|clamav|eicar|virenbehaftet|schadsoftware)\b/),
]

/** Larger than the receiver takes. */
export const SIZE: RefusalRule[] = [
  onWords(['size', 'size', 'message', true], 'size larg big long gros exce mess too much', /\b(?:message|mail|e ?mail|nachricht|attachment|file|data|content|it)\b(?: \w+| #){0,6} (?:too (?:big|large)|too long(?<!queue too long)|zu gross|larger than|exceed\w*(?: \w+){0,4} (?:size|length|maximum)|grosser)|\b(?:message|mail|maximum|max|fixed|size)\b(?: \w+){0,3} (?:size|length)(?: \w+| #){0,4} (?:exceed|limit|large|big)|\btoo much mail data|\bsize limits?\b|\bmessage size\b/),
]

/** What the mail says is judged. */
export const CONTENT: RefusalRule[] = [
  onWords(['content-spam', 'content', 'message', true], 'spam unso junk bulk phis scam unwa uner uce ube',
    /\b(?:spam\w*|unsolicited|junk|phishing|scam|unwanted|unerwuenscht\w*|uce|ube|werbung|bulk ?mail)\b/),
  onWords(['content-mass', 'content', 'message', true], 'mass patt', /\bmass ?(?:mailer|mailing|mail)\b|\bpattern detection\b/),
  onWords(['content-unacceptable', 'content', 'message', true], 'unac atta bloc bulk bann word quar dcc conv anti list',
    /\bunacceptable (?:\w+ )?(?:attachments?|content|html)|\b(?:html|tag|attachments?|content|language) (?:is |are )?unacceptable|\baccept(?:s|ing)? (?:mail|messages|e ?mails?) with attachments|\battachment count limit|\bblocking url|\b(?:as|is) bulk\b|\bmessage (?:is |was )?banned|\bwords? in (?:the|your) message\b|\b(?:message|mail|e ?mail) (?:\w+ ){0,3}quarantined\b|\bby dcc\b|\bconversion failure|\banti ?spam\b/),
  onWords(['content', 'content', 'message', true], 'cont atta filt url mess link body subj mail head inha anha data bann secu file',
    /\bcontent\b(?: \w+){0,5} (?:reject\w*|block\w*|denied|refus\w+|filter\w*|policy|restrict\w*|banned|not (?:allowed|accepted)|violat\w+)|\b(?:rejected|blocked|banned|denied|refused|prohibited|illegal|forbidden|suspicious|bad|objectionable|verbotener?)(?: \w+){0,5} (?:content|attachment|url|link|body|subject|file ?(?:type|name)|inhalt|anhang)\b|\b(?:attachment|file type|subject|body|url|link|anhang|inhalt)\b(?: \w+){0,4} (?:rejected|blocked|banned|denied|refused|not (?:allowed|permitted|accepted)|abgelehnt|nicht erlaubt)|\b(?:message|mail|e ?mail) (?:\w+ )?(?:was |is |has been )?filtered\b|\bcontent filter|\b(?:by|through) (?:our |the |a |your )?(?:\w+ )?filter(?:s|ing| rules)?\b|\breject\b.*\bbanned\b|\bbanned (?:name|file|multipart)|\bmail data refused|\bdue to its content|\bsecurity (?:issue|policies|reasons?)\b/),
]

/** The mail, the envelope or the dialogue break a rule of the protocol. */
export const PROTOCOL: RefusalRule[] = [
  onWords(['protocol-message', 'protocol', 'message', true], 'head mime rfc fiel mess nul bare line date subj from inva malf stra must stru',
    /\bheaders?\b(?: \w+){0,5} (?:missing|invalid|malformed|not rfc|are not|duplicate|too|illegal|bad|fehlt)|\b(?:invalid|malformed|missing|bad|improper|duplicate|multiple|no|empty|illegal) (?:\w+ ){0,3}(?:headers?|mime|date|message ?id|structure|from (?:header|field)|subject|fields?)\b|\bmime\b(?: \w+){0,2} (?:error|reject|invalid)|\bnot rfc\b|\bnot (?:\w+ )?rfc # compliant|\brfc # compliant|\bmessages? without\b.*\bfields?|\b(?:bare|stray) (?:lf|cr|newlines?)|\bline (?:too long|limit|length)|\bnul characters|\bmust be rfc|\binvalid data in message/),
  onWords(['protocol-characters', 'protocol', 'message', true], 'char', /\b(?:illegal|invalid|bad|unsupported) characters?\b/),
  onWords(['protocol-standards', 'protocol', 'message', true], 'stan', /\bnot comply with (?:\w+ )?standards\b/),
  onWords(['protocol', 'protocol', 'host', true], 'synt comm sequ prot unre pipe bad unim para supp smtp 8bit inte verb wron inva out unkn unsu',
    /\bsyntax error|\b(?:command|verb)\b(?: \w+){0,3} (?:unrecogni[sz]ed|not (?:recogni[sz]ed|implemented|allowed|permitted|supported)|unknown|rejected|out of sequence)|\b(?:bad|wrong|invalid|out of) (?:command )?sequence|\bunrecogni[sz]ed (?:command|parameter)|\b(?:smtp )?protocol (?:violation|error|synchronization)|\bsmtp protocol\b|\bpipelining\b|\b(?:unknown|invalid|unimplemented|unsupported) (?:command|parameter)|\b(?:smtputf8|8bitmime|internationali[sz]ed)\b/),
]

/** Nobody answered, or the line broke. */
export const NETWORK: RefusalRule[] = [
  onWords(['network', 'network', 'receiver', false], 'conn time lost netw rout gree drop esta answ unre deli timeo read cant conv',
    /\bconnection (?:\w+ ){0,2}(?:timed out|refused|reset|lost|dropped|closed|failed|aborted|died|broken)|\b(?:connect|connecting) to\b.*\b(?:refused|timed out|timeout|no route|unreachable|dropped)|\b(?:timed|time) ?out\b|\btimeout\b|\blost connection|\bnetwork (?:is )?(?:unreachable|error|busy)|\bno route to host|\b(?:cant|cannot|couldnt|could not|unable to|wasnt able to|not able to) (?:establish|connect|open(?! (?:mail|file|input|output|lock))|reach)|\bno answer from host|\bhost (?:is )?(?:unreachable|down)|\bwithout sending the initial|\bconversation with\b.*\btimed out|\bgreeting failed$|\bdid not accept our requests to connect/),
]

/** Given up after many tries. */
export const EXPIRED: RefusalRule[] = [
  onWords(['expired-unreachable', 'expired', 'receiver', true], 'unre', /\bunreachable for too long\b/),
  onWords(['expired', 'expired', 'receiver', true], 'expi retr queu dela coul gave unde givi been', /\bmessage expired|\b(?:delivery|queue|retry) (?:time|timeout|period|lifetime)\b(?: \w+){0,3} (?:expired|exceeded|not reached)|\bretry timeout exceeded|\bretry time not reached|\b(?:been )?(?:in (?:the )?queue|undelivered|queued) (?:for )?too long|\bcould not be delivered (?:for|within|in)|\bdelivery expired|\bgiving up after/),
]

/** Trouble at the receiver. */
export const SYSTEM: RefusalRule[] = [
  onWords(['system-forwarding-loop', 'system', 'receiver', true], 'loop', /\b(?:forwarding|alias\w*) (?:\w+ )?loop\b/),
  onWords(['system-loop', 'system', 'receiver', true], 'loop hop hops too mail rece', /\bloops? back to|\bmail loop|\b(?:message|mail) is looping|\bloop count\b|\breceived header counts?\b|\bloop detected|\btoo many hops|\bhop count|\bmail forwarding loop|\brouting loop/),
  onWords(['system-storage', 'system', 'receiver', false], 'syst disk stor qq qqt spac reso insu writ out low no', /\binsufficient (?:system|disk)|\bsystem (?:storage|resources)|\bdisk full|\bno space left|\b(?:out of|low) (?:memory|disk|resources)|\bwrite error|\bqqt? (?:failure|\w+ error|trouble)|\bresources? (?:temporarily )?(?:unavailable|exhausted)/),
  onWords(['system-lookup', 'system', 'receiver', false], 'temp', /\btemporary (?:failure|error|problem) in\b.*\blookup/),
  onWords(['system-closed', 'system', 'receiver', false], 'acce inte', /\b(?:smtp|esmtp|server|host) (?:is )?(?:currently )?not accepting (?:connections|messages|mail)\b(?! from)|\binterrupted system call\b/),
  onWords(['system-german', 'system', 'receiver', false], 'serv syst dien loka inte wart', /\b(?:server|system)\b(?: \w+){0,2} (?:ueberlastet|ausgelastet|nicht (?:erreichbar|verfuegbar))\b|\bdienst(?: \w+){0,2} nicht verfuegbar\b|\b(?:lokaler|interner) (?:\w+)?fehler\b|\bwartungsarbeiten\b/),
  onWords(['system-own-trouble', 'system', 'receiver', false], 'comm mail erro stor matc lock', /\bcommand (?:died|time limit)\b|\bmaildir delivery\b|\berror (?:in processing|opening)\b|\bcannot store\b|\bseveral matches found\b/),
  onWords(['system', 'system', 'receiver', false], 'temp loca inte serv syst unav fail erro busy conf over try late inpu upst main psmtp subm mail admi ldap data spae vers noch tran voru back milt queu lic lice main abor unab can',
    /\b(?:temporar(?:y|ily)|transient|vorueber\w+)\b|\blocal (?:error|problem|failure)|\binternal (?:server |system |software |mail )?(?:error|failure|problem)|\bservice (?:is )?(?:currently |temporarily )?(?:unavailable|not available|down)|\bserver (?:is )?(?:too )?(?:busy|error|unavailable|overload\w*|down|configuration)|\bsystem (?:\w+ )?(?:error|failure|busy|problem|not accepting|down|unavailable)|\bbusy\b|\bconfiguration (?:error|problem)|\boverload\w*|\binput output error|\bupstream error|\bunder maintenance|\bmaintenance\b|\btry(?:ing)? (?:it )?again\b|\btry later|\blater\b|\b(?:ldap|database|backend|lookup|milter|queue) (?:\w+ )?(?:error|failure|problem|unavailable|failed)|\bcannot send to name server|\bspaeter\b|\bnoch einmal\b|\bversuchen sie\b|\bunable to (?:switch|open|lock|write|create|process)|\bcan ?not open\b|\blicen[cs]e expired|\baborted\b(?=.*(?:local|error))|\badministrative reject/),
]

/** A policy is named, the cause is not. */
export const POLICY: RefusalRule[] = [
  onWords(['policy-recipient', 'policy', 'recipient'], 'reci', /\brecipient address rejected (?:access denied|policy)/),
  onWords(['policy', 'policy', 'unknown'], 'poli admi proh auth acce reje bloc refu deni not rich forb secu tran cons rest unde abge verw nich mess go rich',
    /\bpolic(?:y|ies)\b|\badministrat\w+|\bprohibit\w*|\baccess denied|\bnot (?:authorized|authorised|allowed|permitted|accepted)\b|\bforbidden|\brejected\b|\bblocked\b|\brefused\b|\bdenied\b|\brichtlinie\w*|\brestrict\w+|\btransaction failed|\bgo away\b|\babge(?:lehnt|wiesen)\b|\bverweigert\b|\bnicht (?:erlaubt|gestattet|zugelassen)|\bmessage (?:refused|rejected)/),
]
