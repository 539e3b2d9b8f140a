import { isRunFile, tcpserverListeners } from './commands/tcpserver-listeners.ts'
import type { HostFiles } from './configuration.ts'
import { isExim, parseExim, type EximConfiguration } from './exim/parse-exim.ts'
import type { Listener } from './listener.ts'
import { isMain, isMaster, openPostfix, postfixInstances, type PostfixHost } from './postfix/postfix-host.ts'
import { isSpamdyke } from './spamdyke/parse-spamdyke.ts'
import { spamdykeUse, type SpamdykeUse } from './spamdyke/spamdyke-settings.ts'
import { systemdListeners } from './systemd/systemd-listeners.ts'
import { xinetdListeners } from './xinetd/xinetd-listeners.ts'
import { isXinetd } from './xinetd/parse-xinetd.ts'

export type ConfigurationKind = 'postfix-main' | 'postfix-master' | 'xinetd' | 'systemd' | 'run-file' | 'spamdyke' | 'exim' | 'exim-start' | 'control' | 'unknown'

/** Everything that the rules look at, read once. */
export interface HostConfiguration {
  files: HostFiles
  listeners: Listener[]
  spamdykes: SpamdykeUse[]
  /** Configuration files of spamdyke that no known listener reads. */
  looseSpamdykeFiles: string[]
  postfixes: PostfixHost[]
  exims: EximConfiguration[]
  /** How Debian starts Exim: /etc/default/exim4. */
  eximStarts: string[]
}

/** No host has so many; a file that is no configuration may look as if. */
const LISTENERS_MAX = 500

export function openConfiguration(files: HostFiles): HostConfiguration {
  const of = (kind: ConfigurationKind) => files.given.filter((file) => kindOfFile(files, file) === kind)
  const listeners = [...xinetdListeners(files, of('xinetd')), ...tcpserverListeners(files, of('run-file')), ...systemdListeners(files, of('systemd'))].slice(0, LISTENERS_MAX)
  const spamdykes = listeners.flatMap((listener) => spamdykeUse(files, listener) ?? [])
  return {
    files,
    listeners,
    spamdykes,
    looseSpamdykeFiles: spamdykes.length > 0 ? [] : of('spamdyke'),
    postfixes: postfixInstances(of('postfix-main'), of('postfix-master')).map((each) => openPostfix(files, each)),
    exims: of('exim').map((file) => parseExim(files, file)),
    eximStarts: of('exim-start'),
  }
}

/** What a file is, by its name and what stands in it. */
export function kindOfFile(files: HostFiles, file: string): ConfigurationKind {
  if (/(^|\/)main\.cf$/.test(file)) return 'postfix-main'
  if (/(^|\/)master\.cf$/.test(file)) return 'postfix-master'
  if (/\/control\/[^/]+$/.test(file)) return 'control'
  if (/\/default\/exim4?$|\/sysconfig\/exim$/.test(file)) return 'exim-start'
  if (/\.(socket|service)$/.test(file)) return 'systemd'
  const look = files.read(file)
  if (look.state !== 'read') return 'unknown'
  if (isXinetd(look.text)) return 'xinetd'
  if (isExim(look.text)) return 'exim'
  if (isRunFile(look.text)) return 'run-file'
  if (isMaster(look.text)) return 'postfix-master'
  if (isMain(look.text)) return 'postfix-main'
  return isSpamdyke(look.text) || /spamdyke[^/]*$/.test(file) ? 'spamdyke' : 'unknown'
}
