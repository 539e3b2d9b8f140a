const KEY = String.raw`[\w-]*(?:pass(?:word|wd|phrase)?|secret|token|credential)[\w-]*["']?\s*[=:]\s*`
/** A line that is such a setting alone: its value goes to the end. What Exim is told to hide is one. */
const WHOLE = new RegExp(String.raw`^(\s*(?:hide\s+\w+\s*=\s*|${KEY}))\S.*$`, 'i')
/** One among other words: the value is the next word. */
const WORD = new RegExp(String.raw`(${KEY})("[^"]*"|'[^']*'|[^\s"']\S*)`, 'gi')
const IN_URL = /(\w+:\/\/[^\s:/@]+:)[^\s@]+@/g
const MAX = 500

/** A line of configuration as it may leave the host: passwords in it are taken out, and it is not endless. */
export function maskSecrets(line: string): string {
  return line.slice(0, MAX * 4).replace(IN_URL, '$1…@').replace(WHOLE, '$1…').replace(WORD, '$1…').slice(0, MAX)
}
