const PACKED = /\.gz$/
const NUMBERED = /\.(\d{1,4})$/
const DATED = /-(\d{8}(?:-?\d{2,6})?)$/
/** `current` of a multilog folder, and the files it has put away, named after the moment they were finished. */
const MULTILOG = /(^|\/)(?:current|@40000000([0-9a-f]{8})[0-9a-f]{8}\.[su])$/

/**
 * Puts the rotated parts of one log into the order in which they were written: a shell gives `mail.log mail.log.1
 * mail.log.2.gz` for `mail.log*`, newest first. Logs of different names stay in the order they were named in.
 */
export function oldestFirst(files: string[]): string[] {
  const parts = files.map((file) => ({ file, ...partOf(file) }))
  const stems = [...new Set(parts.map(({ stem }) => stem))]
  return stems.flatMap((stem) => parts.filter((part) => part.stem === stem).sort((a, b) => b.age - a.age).map(({ file }) => file))
}

/** The name of the whole log that a file is a part of. */
export function stemOf(file: string): string {
  return partOf(file).stem
}

/** The name of the whole log, and how old the part is: a number of rotations, or less the later its date. */
function partOf(file: string): { stem: string; age: number } {
  const name = file.replace(PACKED, '')
  const multilog = MULTILOG.exec(name)
  if (multilog) return { stem: `${name.slice(0, multilog.index)}/`, age: multilog[2] ? 1 / parseInt(multilog[2], 16) : 0 }
  const numbered = NUMBERED.exec(name)
  if (numbered) return { stem: name.slice(0, numbered.index), age: Number(numbered[1]) }
  const dated = DATED.exec(name)
  return dated ? { stem: name.slice(0, dated.index), age: 1 / Number(dated[1]?.replace('-', '')) } : { stem: name, age: 0 }
}
