const PACKED = /\.gz$/
const NUMBERED = /\.(\d{1,4})$/
const DATED = /-(\d{8}(?:-?\d{2,6})?)$/

/**
 * Puts the rotated parts of one log into the order in which they were written: a shell gives `mail.log mail.log.1
 * mail.log.2.gz` for `mail.log*`, newest first. Logs of different names stay in the order they were named in.
 */
export function oldestFirst(files: string[]): string[] {
  const parts = files.map((file) => ({ file, ...partOf(file) }))
  const stems = [...new Set(parts.map(({ stem }) => stem))]
  return stems.flatMap((stem) => parts.filter((part) => part.stem === stem).sort((a, b) => b.age - a.age).map(({ file }) => file))
}

/** The name of the whole log, and how old the part is: a number of rotations, or a date before which all are newer. */
function partOf(file: string): { stem: string; age: number } {
  const name = file.replace(PACKED, '')
  const numbered = NUMBERED.exec(name)
  if (numbered) return { stem: name.slice(0, numbered.index), age: Number(numbered[1]) }
  const dated = DATED.exec(name)
  return dated ? { stem: name.slice(0, dated.index), age: 1 / Number(dated[1]?.replace('-', '')) } : { stem: name, age: 0 }
}
