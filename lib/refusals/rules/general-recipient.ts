import { onFull, onWords, type RefusalRule } from '../rule.ts'

const PERSON = '(?:users?|mail ?box(?:es)?|accounts?|recipients?|addressee?|adress|address(?:es)?|inbox|local ?part|alias|customers?|e ?mail|mail ?drop|empfaenger\\w*|benutzer\\w*|nutzer|postfach|konto|adresse|person|destinatario|usuario)'

/** The mailbox is full. */
export const MAILBOX_FULL: RefusalRule[] = [
  onWords(['full-no-more', 'mailbox_full', 'recipient'], 'able unab allo spac coun', /\b(?:not able|unable) to receive (?:any )?(?:more|new|further) (?:mail|messages|e ?mails?)|\bexceeds? (?:the )?allowed message count|\bmail ?box space not enough|\blarger than the (?:current )?(?:system )?space available/),
  onWords(['full-french', 'mailbox_full', 'recipient'], 'plei', /\b(?:boite|messagerie|destinataire)\b.*\bpleine?\b/),
  onWords(['full-used-up', 'mailbox_full', 'recipient'], 'used reac runn', /\bspace (?:has been |is |was )?used up\b|\b(?:user|recipient|mail ?box|account)\b(?: [@#$]| \w+){0,3} reached (?:\w+ ){0,3}(?:quota|size limit|storage limit)/),
  onWords(['full-quota', 'mailbox_full', 'recipient'], 'over quot disk disc quota',
    /\bover ?quota\b|\bover (?:\w+ ){0,5}(?:disk|storage|mailbox|message)? ?quotas?\b|\bdisc? quota\b|\bquotas? (?:\w+ )?(?:exceed|full|reached|violat|usage|ueberschritten|has been|limit|over)|\bquota is (?:over|exceeded|full)|\bover (?:the |its |his |their )?(?:allowed|maximum|storage) /),
  onWords(['full-exceeded', 'mailbox_full', 'recipient'], 'exce over exha',
    /\b(?:exceed\w*|exhausted|overdrawn) (?:\w+ ){0,5}(?:quota|storage|disk ?space|mailbox size|allowed size|mail ?box limit|allocation)\b|\bmail ?box (?:size )?(?:limit )?(?:is |has )?exceed/),
  onWords(['full-box', 'mailbox_full', 'recipient'], 'full voll out over',
    new RegExp(`\\b(?:${PERSON}|folder|mail ?folder|maildir|storage|dropfile|it)(?: [@#$]| (?!not\\b)\\w+){0,5} (?:is |was |are |ist |over)?(?:full|voll|out of (?:storage|space|quota|disk))\\b|\\bfull (?:mail ?box|inbox|account)|\\bout of (?:storage|disk|quota)\\b|\\bvolles postfach`)),
  onWords(['full-space', 'mailbox_full', 'recipient'], 'enou insu spac stor no',
    /\b(?:not|nt|doesnt|no|insufficient) (?:have )?(?:enough )?(?:\w+ )?(?:disk |storage |mailbox |free )?space\b(?=.*\b(?:mail ?box|user|account|recipient)|.*$)(?!.*system)|\b(?:mail ?box|user|account|recipient)\w*(?: [@#$]| \w+){0,4} (?:not|insufficient) (?:enough )?(?:storage|space)/),
  onWords(['full-messages', 'mailbox_full', 'recipient'], 'too', /\btoo many (?:messages|mails|e ?mails) (?:on|in|for) (?:the|this|your|his|their|user)/),
  onWords(['full-german', 'mailbox_full', 'recipient'], 'spei post zuvi benu konto empf mail zu',
    /\bspeicher(?:platz|volumen|kapazitaet|limit)?\w*\b.*\b(?:ueberschritten|voll|erschoepft|belegt|ausgeschoepft)|\b(?:postfach|mailbox|konto)\b.*\b(?:voll|ueberfuellt|erschoepft)\b|\bzu ?viele (?:e ?)?mails auf\b|\bkapazitaet\w*\b.*\berschoepft/),
]

/** The mailbox is there, or was, and takes nothing. */
export const DISABLED: RefusalRule[] = [
  onWords(['disabled-not-used', 'disabled', 'recipient', true], 'ente logg acti inac take', /\buser hasnt entered\b|\bnever logged (?:on|in)|\bnot an active (?:address|account|user|mail ?box)|\binactive on this (?:domain|server|system)|\bunavailable to take delivery/),
  onWords(['disabled-takes-none', 'disabled', 'recipient'], 'rece chan', /\b(?:address|mail ?box|account) (?:does not|doesnt|cannot) receive (?:mail|e ?mails?|messages)\b|\be ?mail (?:address )?has changed\b/),
  onWords(['disabled-unused', 'disabled', 'recipient', true], 'inac arch desa', /\b(?:due to|because of|wegen) (?:\w+ )?inactivity\b|\b(?:boite|compte)\b.*\b(?:archivee?|desactivee?)\b/),
  onWords(['disabled-for-a-while', 'disabled', 'recipient', false], 'temp', new RegExp(`\\b${PERSON}(?: [@#$]| \\w+){0,3} temporar\\w+ (?:disabled|suspended|locked|inactive|blocked|unavailable due to)|\\btemporar\\w+ (?:disabled|suspended|locked) (?:mail ?box|account|user)`)),
  onWords(['disabled', 'disabled', 'recipient', true], 'disa inac deac susp lock expi clos disc froz gesp deak inak term abge arch not gesc',
    new RegExp(`\\b${PERSON}\\b(?: [@#$]| (?!rejected\\b)\\w+){0,6} (?:disabled|inactive|inactivated|deactivated|suspended|locked|expired|closed|discontinued|frozen|terminated|gesperrt|deaktiviert|inaktiv|geschlossen|abgelaufen|archived|not (?:yet )?activ\\w+|not enabled)\\b|\\b(?:disabled|inactive|deactivated|suspended|closed|expired|frozen|gesperrtes|deaktiviertes) ${PERSON}\\b`)),
  onWords(['disabled-mailbox-blocked', 'disabled', 'recipient', true], 'bloc', /\bmail ?box (?:is |has been )(?:blocked|bounced)\b/),
  onWords(['disabled-no-longer', 'disabled', 'recipient', true], 'long nich',
    new RegExp(`\\b${PERSON}\\b(?: [@#$]| \\w+){0,3} no longer (?:\\w+ )?(?:exist|accept|valid|in use|active|available|receiv|with us|employed|on (?:server|system|this))|\\bno longer (?:valid|in use|active|accepting|on (?:server|system|this)|works? (?:here|for)|employed)|\\bnicht mehr (?:aktiv|gueltig|verwendet|in benutzung)|\\b@ is no longer\\b`)),
  onWords(['disabled-now', 'disabled', 'recipient', true], 'disa', /\bis now disabled\b|\bmail(?: \w+)? (?:has been |is )?disabled for this|\breceiving disabled\b/),
  onWords(['disabled-not-accepting', 'disabled', 'recipient'], 'acce', /\b(?:user|mail ?box|recipient|account) (?:is |was )?(?:not|isnt|currently not) (?:currently |presently |now )?(?:accepting|receiving|able to receive)(?! (?:mail |messages |e ?mail )?from)/),
]

/** There is no such mailbox. */
export const UNKNOWN_USER: RefusalRule[] = [
  onWords(['unknown-named', 'unknown_user', 'recipient', true], 'by for unkn unav acco addr user alia fina deli know list esis chec rout', /\bcan ?not route to\b|\bno users? (?:here )?by that name|\bdoesnt handle mail for that user|\bunknown (?:destination|recipient) address|\bunavailable mail ?box|\bnot an? recogni[sz]ed (?:e ?mail )?(?:account|address|user)|\bunable to find (?:\w+ )?(?:user|alias)|\binvalid final delivery|\bnot known (?:at|on) this (?:site|server|system)|\b(?:list of allowed recipients|not have a final (?:e ?mail )?delivery point)|\bnon esiste\b|\bcheck the recipients? (?:e ?mail )?address/),
  onWords(['unknown-german', 'unknown_user', 'recipient', true], 'adre empf teil benu kein kund', /(?<!\bip )\b(?:adresse|adressat|teilnehmer|kunde|empfaenger\w*|benutzer\w*)\b(?: \w+| @){0,4} (?:ungueltig|unbekannt)\b|\bkeine?[nrm]? (?:\w+ )?(?:benutzer|empfaenger|nutzer|teilnehmer|postfach|konto)\b(?: \w+)? (?:mit|unter|fuer|gefunden|vorhanden)\b/),
  onWords(['unknown-nobody', 'unknown_user', 'recipient', true], 'inco badr at by exis', /\b(?:utilisateur|destinataire|compte|adresse) (?:@ )?(?:est )?inconnue?\b|\bbadrcptto\b|\bno ?(?:one|body) (?:at|by|with) (?:this|that) (?:address|name)|\bn ?existe pas\b|\bno existe\b/),
  onFull(['unknown-edge', 'unknown_user', 'recipient', true], /5\.4\.1\b.*recipient address(?:es)? rejected/),
  onFull(['unknown-exchange', 'unknown_user', 'recipient', true], /resolver\.adr|recipnotfound|recipientnotfound|\b5\.1\.10\b(?!.*null ?mx)/),
  onWords(['unknown-user', 'unknown_user', 'recipient', true], 'unkn unbe desc inco ille nich scon',
    new RegExp(`\\b${PERSON}\\b(?: [@#$]| (?!rejected\\b|sender\\b)\\w+){0,5} (?:is |are |seems |ist )?(?:unknown|unbekannt|desconocido|inconnu|sconosciuto)\\b|\\b(?:unknown|unbekannter?|unbekanntes|illegal) (?:or (?:\\w+ )|envelope |local |virtual |e ?mail |mail |remote )?${PERSON}\\b|(?<!\\b(?:host|domain|hostname) )\\bunknown$|\\bnicht bekannt\\b|\\b${PERSON} rejected (?:@ )?(?:user |recipient )?unknown`)),
  onWords(['unknown-no-such', 'unknown_user', 'recipient', true], 'such no kein keine',
    new RegExp(`\\bno such (?:\\w+ ){0,2}(?:person|${PERSON})|\\bno such \\w+$|\\bno (?:valid |known |local |active )?(?:mail ?box|account|user|recipients?|address(?:es)?)\\b(?! (?:is )?(?:full|disabled))|\\bkeine? (?:gueltige |solche[rns]? |mailbox|postfach|empfaenger|benutzer)`)),
  onWords(['unknown-not-there', 'unknown_user', 'recipient', true], 'not nt does dosn isnt cant coul nich exis cann foun non nxdo wasn unab list',
    new RegExp(`\\b${PERSON}\\b(?: [@#$]| (?!rejected\\b|sender\\b|blocked\\b)\\w+){0,6} (?:(?:does|do|did|was|is|has|could|can|are|were|has been|may)? ?(?:not|nt)|doesnt|dosnt|dont|isnt|wasnt|didnt|couldnt|cannot|cant|hasnt|non) (?:be |an? |a known |here |in |currently |been |have )?(?:exist\\w*|found|find|known|listed|located|valid|a member|have an account|resolv\\w+|verif\\w+|available|local|correct|recogni[sz]ed|ok|deliverable|hosted|registered|misspelled|permitted here|on (?:this|our)|in (?:our|my|the|this))|\\b(?:does|dosn|doesn)t exist\\b|(?<!\\bdomain (?:\\$ )?)\\bexistiert nicht\\b|(?<!\\b(?:dienst|service|server|system|domain) )\\bnicht (?:gefunden|vorhanden|existent|verfuegbar|zustellbar|ermittelt)\\b|\\bnot (?:a |an )?(?:known|valid|local|our|existing) (?:local )?(?:user|recipient|address|mail ?box|customer|account|e ?mail)|\\b(?:couldnt|could not|cant|cannot|unable to) (?:be )?(?:find|verif\\w+|locate|resolve|validate)(?: the| your| this| users?)? (?:user|recipient|mail ?box|address|account|e ?mail)|\\bdoes ?n[o']?t have an? (?:\\S+ )?account|\\buser path no exist|\\bnot in (?:our |the |my )?(?:recipient|validrcptto|user|address) ?(?:list|table|database)?|\\bnot (?:our|a) (?:customer|subscriber)|\\bnot listed in (?:public|domino|name)|\\bnot a member of domain|\\b(?:mail ?box|user|recipient) not (?:ok|local)\\b`)),
  onWords(['unknown-invalid', 'unknown_user', 'recipient', true], 'inva bad ungu unro unde inco wron vali blan mark miss unre ille fals malf reci call addr rcpt',
    new RegExp(`\\b(?:invalid|bad|incorrect|wrong|ungueltiger?|falscher?|illegal|malformed) (?:mail ?drop |or \\w+ |e ?mail |envelope |rcpt |final |destination |mail )*(?:user|mail ?box|account|recipients?|address|e ?mail|alias|rcpt|empfaenger)\\b(?! domain)|\\b(?:mail ?box|user|account|recipient|address|alias|empfaenger)\\b(?: [@#$]| \\w+){0,4} (?:invalid|is bad|as invalid|ungueltig|misspelled|undeliverable|unroutable|unrouteable)\\b|\\bunroute?able (?:mail )?(?:address|recipient)|\\bundeliverable (?:address|recipient|mail)|\\bnot a valid (?:user|address|e ?mail|recipient|mail ?box|rfc)|\\bblank mailhost|\\bunresolvable (?:address|recipient)|\\brecipient (?:verification|verify|validation) (?:problem|failed|failure)|\\b(?:callout|recipient|address) (?:verification|validation|lookup|check)(?: \\w+){0,3} (?:failed|failure|problem)`)),
  onWords(['unknown-unavailable', 'unknown_user', 'recipient'], 'unav avai mail',
    /\bmail ?box (?:\S+ )?(?:is )?(?:currently )?(?:unavailable|not available)|\b(?:user|address|account) (?:is )?unavailable\b(?!.*tempor)/),
  onWords(['unknown-rejected', 'unknown_user', 'recipient', true], 'addr reci',
    /^(?:\w+ )?(?:# )?address rejected(?: [@$#]| e ?mail)*$|^@? ?(?:recipient|rcpt) rejected$|\brecipient address rejected (?:undeliverable|invalid recipient|not in)|\brecipient (?:verify|lookup) (?:from \w+ )?failed|\baddress lookup (?:\w+ )*failed/),
  onWords(['unknown-verify', 'unknown_user', 'recipient', true], 'reci', /\brecipients? (?:can ?not|cannot|could not|couldnt) be verified/),
]

/** The recipient or his administrator wants none of it. */
export const RECIPIENT_POLICY: RefusalRule[] = [
  onWords(['recipient-choice', 'recipient_policy', 'recipient', true], 'pref reje pre prea memb', /\b(?:recipient|user)s? preferences?\b|\buser reject(?:ed the message)?$|\bsender not pre ?approved\b|\bmembers? only (?:list|group)\b/),
  onFull(['recipient-exchange', 'recipient_policy', 'recipient', true], /resolver\.rst\.(?!recipsizelimit|sendersizelimit)|\b5\.7\.1(?:2\d|3[0-6])\b/),
  onWords(['recipient-rule', 'recipient_policy', 'recipient', true], 'rule', /\brule imposed\b|\b(?:user|recipient|mail ?box) rules?\b/),
  onWords(['recipient-refused', 'recipient_policy', 'recipient', true], 'refu deni bloc blac decl does doesn reje acce will want wuen by',
    /\b(?:user|recipient|receiver|customer|empfaenger) (?:@ )?(?:has )?(?:refused|denied|blocked|rejected|declined|does not want|doesnt want|wuenscht)\b(?! (?:by|due|because|as))|\bby (?:the )?(?:recipient|user|receiver|customer)s?\b(?:s)?(?: (?:block ?list|black ?list|policy|filter|rule|settings?|entry|request|own))?$|\bblocked by (?:the )?(?:\w+ )?(?:user|recipient|receiver)\b|\bblacklisted by (?:the )?(?:recipient|user)|\b(?:user|recipient|tenant|customer|domain)s? (?:block ?list|black ?list)/),
  onWords(['recipient-restricted', 'recipient_policy', 'recipient', true], 'only rest perm allo acce mitg expl auth darf memb clos',
    /\b(?:recipient|list|group|mail ?box|user|address|alias|mailing list)\b(?: @| \w+){0,5} (?:only (?:accept|from|receiv|allow)|restricted|is not allowed to receive|not permitted to receive|members only)|\bonly accept(?:s|ing)? (?:mail|messages|e ?mail)? ?from\b|\bnot (?:allowed|permitted|authorized|authorised) to (?:send|post|mail) (?:\w+ )?to (?:this|the) (?:recipient|list|group|mail ?box|address|user)|\bpermission to send to (?:this|the) (?:recipient|list|user)|\bdarf keine (?:e ?)?mails\b|\bis a closed system\b|\brestrictedrecips?|\bsender (?:is )?not (?:in|on) (?:the )?(?:white|allow)/),
  onWords(['recipient-german', 'recipient_policy', 'recipient', true], 'nimm duer darf', /\bnimmt keine (?:e ?)?(?:mails?|nachrichten)\b|\b(?:duerfen|darf) (?:nicht|keine \w+) an (?:diese\w?|den|die) (?:liste|empfaenger|gruppe|adresse|verteiler)/),
  onWords(['recipient-not-here', 'recipient_policy', 'recipient', true], 'acce', /\bmail is not being accepted at this address|\bdoes not accept (?:\w+ )?in non\b|\bdoes not accept (?:mail|messages|e ?mail) from (?:you|this sender|your)|\bnot accepting mail from (?:this|your) (?:sender|address)/),
  onWords(['recipient-list', 'recipient_policy', 'recipient', true], 'manu enve bloc send', /\bmanually blocked|\benvelope blocked|\bblocked senders?\b|\bblock send er\b|\bblock rcpt\b|\bsender (?:is |has been )?(?:on|in) (?:the )?(?:users?|recipients?|domains?) (?:personal )?(?:black|block) ?list|\bsenderfilterconfig/),
]

/** This server does not take mail for that domain. */
export const RELAY: RefusalRule[] = [
  onWords(['relay-denied', 'relay', 'host', true], 'rela rcpt gate',
    /\brelay(?:ing)?\b(?: \w+| [@$#]){0,6} (?:denied|not (?:permitted|allowed|authorized|possible)|prohibited|refused|rejected|forbidden|disabled|verboten|abgelehnt|nicht erlaubt|nicht gestattet)|\b(?:not|nt|cannot|cant|unable|never|without|unauthorized|unauthorised|no|denied|dont|isnt) (?:\w+ ){0,4}relay(?:ing)?\b|\bopen relay not|\brelay ?access ?denied|\brcpthosts\b|\bnot a gateway\b|\bwe do not relay/),
  onWords(['relay-german', 'relay', 'host', true], 'weit', /\bweiterleit\w+ (?:\w+ ){0,2}(?:nicht (?:erlaubt|gestattet)|verweigert|abgelehnt)/),
  onWords(['relay-best-mx', 'relay', 'host', true], 'best disa', /\bbest preference mx\b|\brelaying disallowed\b/),
  onWords(['relay-not-local', 'relay', 'host', true], 'loca host doma', /\bnot (?:a )?local (?:host|domain)\b|\bdomain (?:\S+ )?(?:is )?not (?:hosted|handled|served|configured|accepted|found) (?:here|on this|by this)|\b(?:not|no) (?:hosted|handled) (?:here|on this server)|\bmessage is not for a local domain|\bnon accepted domain/),
]

/** The recipient's domain cannot be reached by mail. */
export const BAD_DOMAIN: RefusalRule[] = [
  onWords(['domain-no-mail', 'bad_domain', 'recipient', true], 'mx capa exch doma name ille', /\binvalid mx record|\bmx records? point to\b|\bnot capable (?:of|to) receiv\w+ mail|\b(?:not|nt|no)(?: have)?(?: a| any)? mail exchangers?\b|\bdomain not used for mail|\bno such domain|\bno matches to name ?server|\billegal host domain/),
  onWords(['domain-bad-answer', 'bad_domain', 'recipient', false], 'name', /\bmalformed or unexpected name server reply/),
  onWords(['domain-german', 'bad_domain', 'recipient', true], 'doma', /\bdomain(?: \$)? (?:ist )?(?:unbekannt|ungueltig|existiert nicht|nicht gefunden)\b/),
  onWords(['domain-null-mx', 'bad_domain', 'recipient', true], 'null does', /\bnull ?mx\b|\bdomain\b(?: \$| \w+){0,2} does not accept (?:mail|e ?mail)/),
  onWords(['domain-try-again', 'bad_domain', 'recipient', false], 'host name dns', /\bhost not found,? try again|\b(?:host|domain|name)\b.*\bnot found try again|\bname service error\b.*\btry again|\btemporary (?:failure in )?name (?:resolution|lookup)|\bdns (?:lookup |query )?(?:temporar\w+|timeout|timed out)/),
  onWords(['domain-of-recipient', 'bad_domain', 'recipient'], 'reci', /\brecipient address rejected domain not found|\brecipient domain\b(?: \w+){0,3} (?:not found|unknown|invalid|does not exist)/),
  onWords(['domain-unknown', 'bad_domain', 'recipient'], 'host doma name unro dns find rout nxdo loca mx no unkn inva bad unre reso look',
    /\b(?:host|domain|name|hostname|mail server|mx(?: record| host)?s?)\b(?: \S+| or domain name){0,4} (?:not found|unknown|does not exist|doesnt exist|not resolv\w+|unresolvable|lookup failed|no mx)\b|\b(?:unknown|invalid|bad|nonexistent|unroute?able|unresolvable) (?:mail |recipient |destination )?(?:host|domain|hostname)\b|\bname service error|\b(?:cant|couldnt|cannot|could not|unable to) (?:find|resolve|look ?up) (?:any |the |a )?(?:host|domain|mx|mail)|\bno smtp service|\bname or service not known|\bno (?:mx|mail hosts?|mx host|route to domain)\b|\bnxdomain\b|\bunroute?able mail domain|\bdns (?:error|lookup|type)\b.*\b(?:fail\w*|not found|no ?error|responded)/),
]
