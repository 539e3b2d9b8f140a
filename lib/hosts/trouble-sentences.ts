import { knownSentences } from '../i18n/known-sentences.ts'
import type { Language } from '../i18n/language.ts'

/** What a host cannot do by itself, as its agent or the desk says it; `{name}` stands for a value, `{error}` for what stood in the way. */
export const TROUBLES = {
  'lock-failed': '{account} cannot be locked: {error}',
  'quarantine-failed': 'mail of {account} cannot be taken out of the queue: {error}',
  'configuration-unreadable': 'the configuration below {folder} cannot be looked at: {error}',
  'log-unreadable': 'the log cannot be followed: {error}',
  'act-unfinished': 'a move of mail cannot be finished: {error}',
  'relay-unknown': 'what is locked cannot be read: {error}',
  'late-mail': 'mail that is held since a watch cannot be released: {error}',
  'watch-failed': 'the watch of {account} cannot go on, it stays held: {error}',
  'cannot-lock': '{account} crossed a limit ({limit}: {value} of {threshold}), and this host cannot be locked from here',
  'event-not-told': 'an event {event} could not be told: {error}',
  'event-not-stored': 'event {number} ({event}) could not be stored: {error}',
  'watch-leaked': '{count} mails of {account} left the host while they should have been held',
  'watch-not-begun': 'the guarded unlock of {account} should have been heard to begin',
  'watch-not-ended': 'the guarded unlock of {account} should have been heard to end',
  over: 'over',
} as const
export type TroubleId = keyof typeof TROUBLES

const TROUBLES_IN_GERMAN: Record<TroubleId, string> = {
  'lock-failed': '{account} lässt sich nicht sperren: {error}',
  'quarantine-failed': 'Mails von {account} lassen sich nicht aus der Queue nehmen: {error}',
  'configuration-unreadable': 'Die Konfiguration unter {folder} lässt sich nicht ansehen: {error}',
  'log-unreadable': 'Das Log lässt sich nicht verfolgen: {error}',
  'act-unfinished': 'Ein Verschieben von Mails lässt sich nicht zu Ende bringen: {error}',
  'relay-unknown': 'Was gesperrt ist, lässt sich nicht lesen: {error}',
  'late-mail': 'Mails, die seit einer Freigabe unter Aufsicht gehalten sind, lassen sich nicht freigeben: {error}',
  'watch-failed': 'Die Aufsicht über {account} kann nicht weitergehen, die Mails bleiben gehalten: {error}',
  'cannot-lock': '{account} hat eine Grenze überschritten ({limit}: {value} von {threshold}), und dieser Host lässt sich von hier aus nicht sperren',
  'event-not-told': 'Ein Ereignis {event} ließ sich nicht melden: {error}',
  'event-not-stored': 'Ereignis {number} ({event}) ließ sich nicht speichern: {error}',
  'watch-leaked': '{count} Mails von {account} haben den Host verlassen, obwohl sie gehalten sein sollten',
  'watch-not-begun': 'Dass die Freigabe unter Aufsicht von {account} begonnen hat, hätte gemeldet sein müssen',
  'watch-not-ended': 'Dass die Freigabe unter Aufsicht von {account} zu Ende ist, hätte gemeldet sein müssen',
  over: 'vorbei',
}

/** What stands in the way, where our own programs say it; what mail servers and the system say stays as it is. */
export const OBSTACLES = {
  'no-account': 'not an account name',
  'no-vpopmail-account': '{account} is no vpopmail account: it needs the form name@domain',
  'local-program': 'mail of local programs cannot be locked in Postfix: it does not log in',
  'map-says-other': 'the lock map says {found} for {key} where {state} was written',
  'map-unreadable': 'the lock map cannot be read: {said}',
  'exim-cannot': '{account} cannot be {state}: locking is not possible on an Exim host yet',
  'exim-not-yet': '{what} is not possible on an Exim host yet',
  'exim-syslog': 'Exim writes to syslog alone or to a log with a date in its name: name the log by the option log',
  'unreadable-at': '{what} at {path} cannot be read',
  'no-postfix-log': 'no log file is known: set maillog_file in main.cf, or name the log',
  'postfix-root': 'the Postfix queue can only be driven by root',
  'no-lmdb': 'Postfix does not know lmdb maps here: install postfix-lmdb',
  'not-started': '{program} cannot be started',
  'not-run': '{program} could not be run',
  'ended-by': '{program} was ended by {signal} (limit {limit} ms): {said}',
  'ended-with': '{program} ended with {code}: {said}',
  'kept-locked': '{path} cannot be locked: another process keeps it',
  'no-supervise-folder': 'qmail-send runs on {queue}, but no supervise folder is known to stop it: name one, or stop it by hand',
  'no-log-at': 'no log at {path}',
  'closed-by-other': 'the smtp access of {account} was closed by somebody else, so it stays closed',
  'closed-before': 'the smtp access of {account} was closed before it was locked here, so it stays closed',
  'no-flags': 'vpopmail does not tell the flags of {account}: {said}',
  'vmoduser-failed': 'vmoduser failed for {account}: {said}',
  'vmoduser-open': 'vmoduser -s was called for {account}, but its smtp access is still open',
  'flags-other': 'flags of {account} should be {wanted} after vmoduser, but are {found}',
  'no-letter': 'vmoduser has no letter for all of the flags {flags}: clearing only NO_SMTP is not possible here, set them by hand',
  'qmail-still-runs': 'qmail-send still runs after it was stopped; nothing was moved',
  'qmail-not-again': 'qmail-send could not be started again',
  'qmail-still-delivers': 'qmail-send still delivers {seconds} s after svc -d; it goes on, and nothing was moved',
  'qmail-not-started': 'qmail-send did not start after svc -u {folder}',
  'no-status': '{path} is no status of supervise',
  'no-supervise': 'no supervise runs for {folder}',
  'no-vpopmail': '{account} cannot be locked: no folder of vpopmail\'s programs is set for this host',
  'not-recovered': 'an unfinished act could not be recovered',
  'not-released': 'held mail of {account} cannot be released',
  'stay-outside': 'messages of {account} stay outside quarantine',
  'still-delivering': 'a delivery of it is still running',
  'left-on-hold': 'postsuper left it on hold',
  'left-in-queue': 'postsuper left it in the queue',
  'in-quarantine': 'it is in quarantine',
  'still-outside': 'still outside after {passes} passes',
  'rules-not-understood': 'rules that this agent does not understand: {rules}',
  'not-possible': '{verb} is not possible on this host',
  'other-body': 'order {id} had another body',
} as const
type ObstacleId = keyof typeof OBSTACLES

const OBSTACLES_IN_GERMAN: Record<ObstacleId, string> = {
  'no-account': 'das ist kein Name eines Kontos',
  'no-vpopmail-account': '{account} ist kein Konto von vpopmail: Es braucht die Form name@domain',
  'local-program': 'Mail lokaler Programme lässt sich in Postfix nicht sperren: Sie meldet sich nicht an',
  'map-says-other': 'in der Map der Sperren steht {found} für {key}, geschrieben wurde {state}',
  'map-unreadable': 'die Map der Sperren lässt sich nicht lesen: {said}',
  'exim-cannot': '{account} kann nicht {state} werden: Auf einem Exim-Host ist Sperren noch nicht möglich',
  'exim-not-yet': '{what} ist auf einem Exim-Host noch nicht möglich',
  'exim-syslog': 'Exim schreibt nur ins Syslog oder in ein Log mit Datum im Namen: das Log mit der Option log nennen',
  'unreadable-at': '{what} unter {path} lässt sich nicht lesen',
  'no-postfix-log': 'kein Log ist bekannt: maillog_file in der main.cf setzen oder das Log nennen',
  'postfix-root': 'die Queue von Postfix lässt sich nur als root bedienen',
  'no-lmdb': 'Postfix kennt hier keine lmdb-Maps: postfix-lmdb installieren',
  'not-started': '{program} lässt sich nicht starten',
  'not-run': '{program} ließ sich nicht ausführen',
  'ended-by': '{program} wurde durch {signal} beendet (Grenze {limit} ms): {said}',
  'ended-with': '{program} endete mit {code}: {said}',
  'kept-locked': '{path} lässt sich nicht sperren: Ein anderer Prozess hält die Datei',
  'no-supervise-folder': 'qmail-send läuft auf {queue}, aber es ist kein supervise-Ordner bekannt, um es anzuhalten: einen nennen oder es von Hand anhalten',
  'no-log-at': 'kein Log unter {path}',
  'closed-by-other': 'der SMTP-Zugang von {account} wurde von jemand anderem geschlossen, also bleibt er zu',
  'closed-before': 'der SMTP-Zugang von {account} war schon zu, bevor hier gesperrt wurde, also bleibt er zu',
  'no-flags': 'vpopmail nennt die Flags von {account} nicht: {said}',
  'vmoduser-failed': 'vmoduser schlug für {account} fehl: {said}',
  'vmoduser-open': 'vmoduser -s wurde für {account} aufgerufen, aber der SMTP-Zugang ist noch offen',
  'flags-other': 'die Flags von {account} sollten nach vmoduser {wanted} sein, sind aber {found}',
  'no-letter': 'vmoduser hat nicht für alle der Flags {flags} einen Buchstaben: NO_SMTP allein lässt sich hier nicht löschen, die Flags von Hand setzen',
  'qmail-still-runs': 'qmail-send läuft noch, nachdem es angehalten wurde; nichts wurde verschoben',
  'qmail-not-again': 'qmail-send ließ sich nicht wieder starten',
  'qmail-still-delivers': 'qmail-send stellt {seconds} s nach svc -d noch zu; es läuft weiter, und nichts wurde verschoben',
  'qmail-not-started': 'qmail-send startete nach svc -u {folder} nicht',
  'no-status': '{path} ist kein Status von supervise',
  'no-supervise': 'für {folder} läuft kein supervise',
  'no-vpopmail': '{account} lässt sich nicht sperren: Für diesen Host ist kein Ordner mit den Programmen von vpopmail eingestellt',
  'not-recovered': 'ein begonnenes Verschieben ließ sich nicht wiederherstellen',
  'not-released': 'gehaltene Mails von {account} lassen sich nicht freigeben',
  'stay-outside': 'Mails von {account} bleiben außerhalb der Quarantäne',
  'still-delivering': 'eine Zustellung läuft noch',
  'left-on-hold': 'postsuper hat sie gehalten gelassen',
  'left-in-queue': 'postsuper hat sie in der Queue gelassen',
  'in-quarantine': 'sie liegt in der Quarantäne',
  'still-outside': 'nach {passes} Durchgängen noch außerhalb',
  'rules-not-understood': 'Regeln, die dieser Agent nicht versteht: {rules}',
  'not-possible': '{verb} ist auf diesem Host nicht möglich',
  'other-body': 'der Auftrag {id} hatte einen anderen Inhalt',
}

/** Values that are words of ours. */
const VALUES_IN_GERMAN: Record<string, string> = {
  'the queue': 'die Queue', 'the log': 'das Log', 'the folder of the log': 'der Ordner des Logs', 'the spool': 'der Spool',
  'taking mail out of delivery': 'Mails aus der Zustellung zu nehmen', 'releasing mail': 'Mails freizugeben', 'deleting mail': 'Mails zu löschen',
  'trying mail again': 'Mails neu zu versuchen', 'finishing a move of mail': 'ein Verschieben von Mails zu beenden',
  locked: 'gesperrt', watched: 'beaufsichtigt', open: 'offen',
  undeliverable: 'Unzustellbare', recipients: 'Empfänger', unknown: 'unbekannte Empfänger', networks: 'Netze', messages: 'Mails',
}
const OWN_WORDS = ['what', 'state', 'found', 'limit']
const valueInGerman = (value: string, name: string) => (OWN_WORDS.includes(name) ? (VALUES_IN_GERMAN[value] ?? value) : value)

type NamesIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never

/** A trouble in words, for the log of the host and as the desk is told it. */
export function sayTrouble<Id extends TroubleId>(id: Id, values: Record<NamesIn<(typeof TROUBLES)[Id]>, string | number>): string {
  return TROUBLES[id].replace(/\{([a-z]+)\}/g, (whole, name: string) => String((values as Record<string, string | number>)[name] ?? whole))
}

const trouble = knownSentences(TROUBLES, TROUBLES_IN_GERMAN, (value, name) => (name === 'error' ? obstacleInGerman(value) : valueInGerman(value, name)))
const obstacle = knownSentences(OBSTACLES, OBSTACLES_IN_GERMAN, valueInGerman)

/** A trouble in the language of the page; words of a mail server or the system within it stay as they are. */
export function saidOfTrouble(text: string, language: Language): string {
  return language === 'de' ? (trouble(text) ?? text) : text
}

/** Why a host did not do something, in the language of the page; words of others within it stay as they are. */
export function saidOfObstacle(text: string, language: Language): string {
  return language === 'de' ? obstacleInGerman(text) : text
}

/** An error and its causes stand behind one another: the part that is ours is said in German, what follows as it is. */
function obstacleInGerman(error: string): string {
  const whole = obstacle(error)
  if (whole !== null) return whole
  for (let at = error.lastIndexOf(': '); at > 0; at = error.lastIndexOf(': ', at - 1)) {
    const first = obstacle(error.slice(0, at))
    if (first !== null) return `${first}: ${obstacleInGerman(error.slice(at + 2))}`
  }
  return error
}
