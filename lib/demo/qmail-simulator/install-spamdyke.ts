import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const YEARS: Record<string, string> = { '4.3.1': '2012', '5.0.1': '2015' }

/**
 * Puts a spamdyke below the folder of a host that says of itself what the real one of that version says (`-v`), where its
 * services name it. Its dialogue is the simulator's (`spamdyke-door.ts`).
 */
export function installSpamdyke(root: string, version: string): void {
  const file = path.join(root, 'usr/bin/spamdyke')
  const text = program(version)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, text)
  chmodSync(`${file}.new`, 0o755)
  renameSync(`${file}.new`, file)
}

function program(version: string): string {
  const more = version.startsWith('4.') ? 'Use -h for an option summary or see README.html for complete option details.' : 'Use --help for an option summary, --more-help for option details or see README.html for complete documentation.'
  return `#!/bin/sh
# The spamdyke of a simulated host: what it is; its dialogue is the simulator's.
case "\${1-}" in
-v | --version) ;;
*) exit 1 ;;
esac
cat >&2 <<'WORDS'
spamdyke ${version}+TLS+CONFIGTEST+DEBUG (C)${YEARS[version] ?? '2015'} Sam Clippinger, samc (at) silence (dot) org
http://www.spamdyke.org/

${more}

WORDS
`
}
