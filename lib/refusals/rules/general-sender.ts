import { onFull, onWords, type RefusalRule } from '../rule.ts'

/** Wait and come again. */
export const GREYLIST: RefusalRule[] = [
  onWords(['greylist', 'greylist', 'recipient', false], 'grey gray', /\bgr[ae]y ?list|\bgr[ae]y ?rbl\b|\bgreytrap/),
  onWords(['greylist-first-time', 'greylist', 'recipient', false], 'firs new dock addr reci', /\bfirst (?:time )?(?:visit|contact|attempt|connection)|\bnew (?:triplet|sender) (?:\w+ )*(?:try|retry|wait|delay)|\bdocking request denied|\baddress verification in progress|\brecipient address rejected unverified address\b(?!.*undeliver)/),
  onWords(['greylist-retry', 'greylist', 'recipient', false], 'retr try wait dela', /\b(?:try|retry)(?: again)?(?: later)? (?:in|after) (?:about )?# ?(?:seconds|secs|minutes|mins|s)\b(?!.*\b(?:too many|limit|rate|quota|bomb))|\bdelayed? (?:for|by) # (?:seconds|minutes).*(?:spam|sender|first)/),
]

/** The sending address is on a list, or blocked by the receiver himself. */
export const IP_BLOCK: RefusalRule[] = [
  onFull(['list-domain', 'domain_block', 'domain', true], /\bblocked using (?:\S*\b)?dbl\b|\bdbl\.spamhaus|\bspamhaus\b[^\n]{0,20}\bdbl\b|\brhsbl\b|\b(?:mailfrom|mail from|helo|sender|from|envelope)(?: address)? domain[^\n]{0,25}\b(?:black ?listed|block ?listed|is listed|in spamhaus)|\bsender address[^\n]{0,20} blocked using|\bdomain (?:name )?(?:\S+ )?(?:is |has been |was )?(?:black|block)-?listed|\byour domain\b[^\n]{0,20}\b(?:blocked|rejected|refused|banned|not accepted)|\bmail from \$ (?:is |has been )?(?:refused|rejected|blocked|not accepted)/),
  onFull(['list-url', 'content', 'message', true], /\b(?:multi\.)?(?:uribl|surbl)\b|\burl\b[^\n]{0,40}\b(?:black|block)-?list|\bblack ?listed url/),
  onWords(['range-block', 'ip_block', 'range', true], 'netw coun rang subn isp', /\b(?:your|their|this|sending|ip) (?:network|country|range|subnet|isp|net block|netblock)\b(?: \w+){0,4} (?:black ?list|block|banned|reject|deni|on our)|\bpart of (?:their|your) network\b.*\bblock ?list|\bsubnet\b.*\b(?:blocked|listed)/),
  onFull(['list-named', 'ip_block', 'ip', true], /\bspamhaus\b|\bspamcop\b|\bbarracuda ?(?:central|networks|reputation)|\b(?:dnsbl|rbl|dnsrbl)s?\b|\b(?:sorbs|uceprotect|manitu|nixspam|mailspike|psbl|spamrats|spamsources|hostkarma|junkemailfilter|backscatterer|invaluement|dronebl|abusix|spamrl|cobion|senderscore|magicspam|trend micro rbl|orbitrbl|abuseat|cbl|njabl|ahbl|fabel)\b|\bblocked using|\bcsi\.(?:cloudmark|mimecast)|\bcloudmark\b|\bproofpoint[^\s]*\/(?:dnsbl|\?ip)|\bblue-shield\b|\bemail reputation service|\breal-?time (?:block|black) ?(?:hole )?list|\bexploits block list|\bblack ?hole/),
  onWords(['address-listed', 'ip_block', 'ip', true], 'blac bloc list abus bann gebl sper gesp deny reje ban',
    /\b(?:black|block|ban|deny|reject) ?list\w*\b(?!.*\b(?:url|domain name)\b)|\b(?:ip|host|server|client|address|mta|mail server|you)\b(?: [#$@]| address| \w+){0,4} (?:is |are |was |has been )?(?:listed|blocked|banned|blacklisted|gesperrt|geblockt|locally blocked|abusive)\b|\blisted (?:as|on|at|in|by) (?:abusive |spam |\w+ )?(?:source|list|[#$]|a |the |our )|\b^listed\b|\bbanned (?:sending )?ip\b|\bmail from ip banned|\b(?:block|black)ed (?:ip|sender ip|host|server)\b|\b(?:is|are) listed\b|\bauf (?:einer|der|unserer) (?:black|block|sperr)\w*|\bip (?:adresse )?(?:ist |wurde )?gesperrt/),
  onWords(['address-german', 'ip_block', 'ip', true], 'adre ip serv mail', /\b(?:ip ?adresse|ihre? ip|(?:ihre?[ms]?) (?:mail ?)?server)\b(?: \w+| #){0,6} (?:gesperrt|blockiert|geblockt|gelistet|abgelehnt|abgewiesen)\b/),
  onWords(['address-not-allowed', 'ip_block', 'ip', true], 'allo', /\b(?:mails?|e ?mails?|messages?) from # (?:is |are )?not allowed\b/),
  onWords(['address-abused', 'ip_block', 'ip', true], 'forb prox spam send', /\b(?:server )?access forbidden\b.*\bip\b|\bopen (?:proxy|relay)\b(?! not)|\bmany spams? from (?:your|this) ip\b|\bbad sender ip\b|\bspam ips? (?:is |are )?blocked\b/),
  onWords(['address-refused', 'ip_block', 'ip', true], 'ip clie conn acce mail serv host send allo your spam mess will',
    /\byour access to\b|\b(?:your|sending|sender|client|connecting|source|this) (?:ip|ip address|host|server|mta|mail ?server|client|system)\b(?: [#$@]| address| \w+){0,3} (?:is |has been |was )?(?:rejected|refused|blocked|denied|not (?:allowed|permitted|accepted|authorized|welcome))\b|\bclient host rejected(?! cannot| improper| not allowed by spf)|\bconnections? (?:from \S+ )?(?:will )?(?:not (?:be )?(?:authorized|accepted|allowed|permitted|welcome)|denied|rejected)\b|\bnot (?:allowed|permitted|authorized) to connect|\bip (?:address )?(?:# )?(?:is )?(?:rejected|refused|blocked|denied)\b|\bspam(?:mer)? ip\b|\bnot accepting (?:connections|mail|messages) from (?:your|this|#) ?(?:ip|server|host)?|\baccess (?:from|for|of) (?:your |this )?(?:ip|host|\#)(?: \S+){0,2} (?:denied|blocked|refused)|\bmail refused\b(?=.*(?:see|#|ip))|\b(?:messages?|mails?|e ?mails?) from # (?:are |were |was |is )?(?:currently )?(?:blocked|refused|not accepted|werent sent)|\bwill be permanently deferred|\bconnection refused (?:from|aup|by policy|due|mx)\b|\bhost .* is not permitted\b/),
  onWords(['address-spam', 'ip_block', 'ip', true], 'spam', /\b(?:spam|junk)\b(?: \w+){0,4} (?:from|by|of) (?:your|this) (?:server|ip|host|network|mail ?server|mta|address)\b|\bspam (?:source|origin|sender host)|\b(?:currently|recently|been) (?:sending|sent|receiv\w+) spam|\bspam received (?:recently|with)|\brecent spam sourc|\bspamaufkommens? von ihrem server|\bidentified as (?:a )?spammer|\blooks suspiciously like spammer/),
]

/** The address is judged without a list being named. */
export const REPUTATION: RefusalRule[] = [
  onWords(['reputation-domain', 'reputation_domain', 'domain'], 'repu', /\breputation of (?:the |your )?(?:sending |sender |from |mail )?domain|\bdomain(?:s)? (?:\w+ ){0,2}reputation|\b(?:low|poor|bad) (?:domain|sender domain) reputation/),
  onWords(['reputation-mta', 'ip_block', 'ip', true], 'repu', /\bmtas? poor reputation|\bpoor reputation sender|\bnone bad reputation|\b(?:ip|address|#)\b(?: \w+){0,3} (?:has |have )?(?:a )?(?:bad|poor|low) reputation/),
  onWords(['reputation-ip', 'reputation_ip', 'ip'], 'repu', /\b(?:ip|host|server|sender|sending|mta)\b.*\breputation|\breputation\b/),
  onWords(['reputation-unsolicited-rate', 'reputation_ip', 'ip', false], 'unus', /\bunusual (?:rate|amount) of (?:unsolicited )?mail/),
]

/** The address looks like a home's. */
export const DYNAMIC_IP: RefusalRule[] = [
  onWords(['dynamic-smarthost', 'dynamic_ip', 'ip', true], 'isp isps prov zomb', /\buse (?:the )?(?:\w+ ){0,3}(?:server|relay|smarthost) (?:of|from|provided by) your (?:isp|provider)|\buse your (?:isp|provider)s?\b.*\b(?:server|relay|smarthost)\b|\bdynamic zomb/),
  onWords(['dynamic-ip', 'dynamic_ip', 'ip', true], 'dyna dial resi tran home dsl cons pool einw', /\bdynamic(?:ally)?\b(?: \w+){0,4} (?:ip|address|addresses|host|range|hosts|assigned|pool)\b|\bdynamic ips?\b|\bdial ?up\b|\b(?:residential|transient|consumer|home|dsl) (?:\w+ ){0,2}(?:ip|address|range|connection|host|user)|\bend ?user (?:ip|address)|\bdynamische[rn]? (?:ip|adresse)|\beinwahl/),
]

/** Reverse DNS of the sending address. */
export const RDNS: RefusalRule[] = [
  onWords(['rdns', 'rdns', 'ip'], 'reve rdns ptr fcrd host name look inco reso',
    /\breverse (?:dns|host ?name|lookup|look up|name|mapping|address|pointer|entry)|\breverse look\b|\brdns\b|\bptr\b|\bfcrdns\b|\bfind your (?:reverse )?host ?name|\b(?:cant|cannot|could not|couldnt|unable to) (?:\w+ )?(?:resolve|look ?up|find) (?:your|the client|client|sender|sending|its|the) (?:\w+ )?(?:ip|host ?name|address|name|hostname)|\bip name lookup failed|\b(?:client|ip|host) name lookup fail|\bno (?:valid )?(?:host ?name|dns (?:entry|record|name)) for (?:your|#)|\b(?:forward|backward) confirmed|\bunresolvable relay host|\b(?:address|ip) (?:does not|doesnt) (?:resolve|map back)|\bdoes not resolve (?:back|to)/),
]

/** What the sending host calls itself. */
export const HELO: RefusalRule[] = [
  onWords(['helo', 'helo', 'host'], 'helo ehlo', /\b(?:helo|ehlo)\b(?!.*\b(?:first|please)$)(?! (?:domain )?is (?:listed|blacklisted))/),
]

/** SPF, DKIM, DMARC and forged senders. */
export const AUTH: RefusalRule[] = [
  onWords(['auth', 'auth', 'domain'], 'spf dkim dmar send unau auth spoo forg mism alig adsp doma not emai',
    /\b(?:spf|dkim|dmarc|adsp)\b|\bsender (?:policy framework|id)\b|\bunauthenticated\b|\bspoof\w*|\bforged?\b|\bforgery\b|\bmail from\b.*\bmismatch|\bmismatch\w* (?:with )?(?:client ip|message header|from)|\bnot (?:allowed|authorized|authorised|permitted|designated) to send (?:e ?)?mail (?:from|for|as|on behalf)|\bdomain owner\b|\bemail authentication|\bauthentication (?:checks?|results?|failed for domain)|\bnot aligned\b|\balignment\b/),
]

/** Encryption that one side demands. */
export const TLS: RefusalRule[] = [
  onWords(['tls', 'tls', 'host'], 'tls tlsv star encr ssl vers cert dane tlsa', /\b(?:must|need|needs|requires?|required|mandatory|please|only|minimum|demand\w*)\b.*\b(?:tls|starttls|encrypt\w*|ssl)\b|\b(?:tls|starttls|encrypt\w*|ssl)\b.*\b(?:must|needed|requires?d?|mandatory|minimum|mismatch|not (?:available|offered|supported)|failed|failure|error|handshake|unsupported|first)\b|\bencryption needed|\b(?:cannot|unable to|failed to|could not) (?:start|negotiate) (?:a )?tls|\bsend with an encryption|\bwith an encryption\b|\bverschluesselung\b|\btls v?#|\bcertificate\b|\bdane\b|\btlsa\b/),
]

/** The sender's address or its domain. */
export const BAD_SENDER: RefusalRule[] = [
  onWords(['sender-not-owned', 'bad_sender', 'account', true], 'owne auth send', /\bsender address rejected not (?:owned|logged in)|\bnot owned by (?:user|auth)|\bsender address does not match\b.*\bauth|\bnot (?:allowed|authorized|permitted) to (?:send|use) (?:as|this (?:sender|from)|from (?:this|that) (?:address|sender))/),
  onWords(['sender-bad', 'bad_sender', 'domain'], 'send mail from retu enve orig veri abse need doma inva bad badm no mx unre reve',
    /\bsenders?(?: e ?mail| mail)?(?: address)?(?: @| \$)? (?:rejected|refused|denied|verif\w+|callout|invalid|unknown|does not exist|nicht (?:erlaubt|gefunden|gueltig)|doesnt exist|not found|not exist|domain (?:rejected|not|does|must|unknown|has no|invalid))|\b(?:sender|mail ?from|from|envelope from|return path|originator|absender\w*|reverse path)\b(?: @| \w+| \$){0,5} (?:domain (?:not found|does not exist|must (?:exist|resolve))|does not (?:exist|resolve)|existiert nicht|nicht (?:erlaubt|zugelassen|gueltig|gefunden)|not (?:found|exist|resolv\w+|valid|verified)|verif\w+ (?:failed|failure)|has no (?:mx|mail)|couldnt be verified|cannot be verified|unresolvable|not a valid)|\bdomain of (?:your |the )?sender\b|\bsender (?:domain|address) (?:\w+ ){0,4}(?:mail exchanger|no (?:mx|a record))|\bverif(?:y|ication) (?:of )?(?:mail ?from|sender)|\bneed fully qualified address|\bverification failed for @|\bno (?:mx|mail exchanger)\b.*\bsender|\binvalid sender|\bbad (?:sender|return path|mail from)|\bbadmailfrom\b|\bmx or a aaaa|\bunresolvable rfc/),
  onWords(['sender-german', 'bad_sender', 'domain'], 'abse', /\babsender\w*\b(?: \w+| @| \$){0,4} (?:ungueltig|unbekannt|keinen? (?:mx|gueltige[rn]?)|nicht (?:existent|verifiziert|pruefbar))\b/),
  onWords(['sender-postmaster', 'bad_sender', 'domain'], 'post', /\bpostmaster verification failed\b/),
  onWords(['sender-may-not-exist', 'bad_sender', 'domain'], 'doma', /\bdomain may not exist\b/),
  onWords(['sender-empty', 'bad_sender', 'domain'], 'send batv', /\b(?:null|empty) (?:\w+ )?senders?\b|\bbatv\b|\bsender domain is empty\b/),
  onWords(['sender-unroutable', 'bad_sender', 'domain'], 'from send', /\bfrom domain (?:is )?(?:invalid|not valid)|\bunroute?able sender\b/),
  onWords(['sender-listed', 'domain_block', 'domain', true], 'send', /\b(?:sender|from) (?:address|domain)(?: @| \$)? (?:has been |is |was )?(?:blacklisted|blocklisted|listed|banned|blocked)/),
]

/** What a sender may send in a day or an hour is used up: no mailbox is full. */
export const SENDING_QUOTA: RefusalRule[] = [
  onWords(['rate-quota', 'rate', 'account', false], 'send dail hour outg mess user', /\b(?:daily|hourly|sending|outgoing|relay) (?:\w+ ){0,3}(?:quota|limit)s?\b|\bsending (?:limit|quota)|\bquota for sending/),
]

/** A login is asked for. */
export const LOGIN: RefusalRule[] = [
  onWords(['auth-first', 'auth', 'host', true], 'auth rece', /\bonly (?:allowed|permitted|accepted) (?:with|after) authentication|\breceive your mail before sending|\bpop before smtp\b/),
  onWords(['auth-german', 'auth', 'host', true], 'auth anme', /\b(?:authentifizierung|authentisierung|anmeldung) (?:\w+ )?(?:erforderlich|notwendig|noetig|fehlgeschlagen)\b/),
  onWords(['auth-server-login', 'auth', 'host', true], 'requ', /\brequires? (?:smtp )?authentication\b/),
  onWords(['auth-login', 'auth', 'host', true], 'auth smtp logi log anme not must', /\bauthenticat\w+ (?:is )?(?:required|needed|missing|failed|failure|unsuccessful)|\bsmtp auth\w*\b|\b(?:not|nt|must|please|need to) (?:be )?authenticate\w*|\bauth(?:entication)? (?:credentials|required|first)|\banmeldung erforderlich|\b(?:please|must) log ?in\b/),
]

/** Slow down, or come on fewer connections. */
export const RATE: RefusalRule[] = [
  onWords(['connections', 'conn_limit', 'host', false], 'conn conc sess mess para verb', /\b(?:too many|maximum|max|limit of|exceeded|number of|concurrent|simultaneous|parallel|zu viele)\b(?: \w+| #){0,6} (?:connections?|sessions?|channels|verbindungen)\b(?! rate)|\bconnections? (?:limit|count|concurrency)\b(?: \w+){0,3} (?:exceeded|reached)|\bconcurrency limit|\bmax(?:imum)? messages? per connection|\btoo many (?:errors|bad commands|commands|unrecognized)/),
  onWords(['rate-recipient', 'rate', 'recipient', false], 'rece reci user', /\b(?:user|recipient|mail ?box|account)\b.*\breceiving (?:mail|messages|e ?mail) (?:too (?:quickly|fast)|at a rate)|\b(?:recipient|user|mail ?box)\b.*\b(?:exceeded|over) (?:their|its|his|the) (?:limit|message rate|hourly)|\btoo (?:many|much) (?:recent )?(?:messages|mails?) (?:for|to) (?:this|the|that) (?:recipient|user|mail ?box)|\brecipient address rejected(?: \$| \w+| #){0,5} too many (?:messages|mails)/),
  onWords(['rate-receiving', 'rate', 'recipient', false], 'rece', /\bexceed\w* receiving limits?\b/),
  onWords(['rate-frequency', 'rate', 'ip', false], 'freq', /\bfrequency (?:is )?limit/),
  onWords(['rate-slower', 'rate', 'ip', false], 'slow', /\b(?:again|send|sending|deliver) (?:more )?slow(?:er|ly)\b/),
  onWords(['rate-recipients', 'rate', 'message', false], 'too', /\btoo many recipients\b/),
  onWords(['rate-domain', 'rate', 'domain', false], 'doma', /\bdomain\b(?: \$| \w+){0,3} (?:has )?exceeded\b|\bsender domain\b.*\b(?:too|to) many\b/),
  onWords(['rate', 'rate', 'ip', false], 'rate too thro freq exce volu slow fast quic limi bomb unsu defe fewe viel many to bulk',
    /\brate ?limit|\b(?:rate|volume|frequency|hourly|daily|message|sending|mail|recipient) (?:\w+ )?limits?\b(?: \w+){0,3} (?:exceeded|reached|hit|ueberschritten)|\blimits? (?:\w+ ){0,3}(?:exceeded|reached)|\bexceed\w* (?:\w+ ){0,5}(?:rate|limits?|messages|volume|maximum number|recipient count|hourly|daily)\b|\bto{1,2} (?:many|much) (?:\w+ ){0,3}(?:mails?|messages?|e ?mails?|recipients|rcpts?|requests|attempts|unknown|invalid|bounces|retries|failures)|\btoo (?:fast|quickly|frequent\w*|often)\b|\bthrottl\w*|\bslow down|\bexcessive (?:volume|rate|number|mail)|\bunexpected volume|\bhigh (?:volume|rate)|\bmail bomb|\btemporar\w+ deferred\b|\bmessage temporarily deferred|\bdeferred due to (?:excess|volume|unexpected|user|too|rate|high)|\bzu viele (?:e ?)?(?:mails|nachrichten|empfaenger)|\bretrying too|\bunusual (?:rate|amount)/),
]
