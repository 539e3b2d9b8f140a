const SECRET = /((?:pass(?:word|wd|phrase)?|secret|token|key_?data|credential)[\w-]*["']?\s*[=:]\s*)(\S.*)$/i
const IN_URL = /(\w+:\/\/[^\s:/@]+:)[^\s@]+@/g
const MAX = 500

/** A line of configuration as it may leave the host: passwords in it are taken out, and it is not endless. */
export function maskSecrets(line: string): string {
  return line.replace(IN_URL, '$1…@').replace(SECRET, '$1…').slice(0, MAX)
}
