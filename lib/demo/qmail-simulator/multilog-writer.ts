import { chmodSync, closeSync, existsSync, fstatSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { isOlderMultilogFile, writeMultilogStamp } from '../../agent/logs/multilog-stamp.ts'

export type MultilogOptions = { folder: string; now(): Date; maxBytes?: number; keep?: number }

/**
 * Writes a log folder as multilog(8) does with `t sMAX nKEEP`: `current` with TAI64N stamps; when it is full it is
 * closed (mode 0744), becomes `@<stamp>.s`, and the oldest beyond KEEP are removed.
 */
export class MultilogWriter {
  private readonly options: Required<MultilogOptions>
  private file: number
  private size: number
  private lines = 0

  constructor(options: MultilogOptions) {
    this.options = { maxBytes: 99_999, keep: 10, ...options }
    mkdirSync(options.folder, { recursive: true, mode: 0o755 })
    for (const name of ['lock', 'state']) if (!existsSync(join(options.folder, name))) writeFileSync(join(options.folder, name), '')
    this.file = this.openCurrent()
    this.size = fstatSync(this.file).size
  }

  write(text: string): void {
    const bytes = Buffer.from(`${writeMultilogStamp(this.options.now(), this.lines++ % 1_000_000)} ${text}\n`)
    writeSync(this.file, bytes)
    this.size += bytes.length
    // multilog ends a file at a line end within the last 2000 bytes.
    if (this.size > this.options.maxBytes - 2000) this.rotate()
  }

  close(): void {
    closeSync(this.file)
    chmodSync(join(this.options.folder, 'current'), 0o744)
  }

  /** ALRM: puts `current` away now. */
  rotate(): void {
    const { folder, now, keep } = this.options
    this.close()
    renameSync(join(folder, 'current'), join(folder, `${writeMultilogStamp(now(), this.lines % 1_000_000)}.s`))
    const older = readdirSync(folder).filter(isOlderMultilogFile).sort()
    for (const name of older.slice(0, Math.max(0, older.length - keep + 1))) rmSync(join(folder, name))
    this.file = this.openCurrent()
    this.size = 0
  }

  private openCurrent(): number {
    const path = join(this.options.folder, 'current')
    const file = openSync(path, 'a', 0o644)
    chmodSync(path, 0o644)
    return file
  }
}
