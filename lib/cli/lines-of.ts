import { createReadStream } from 'node:fs'

/** The lines of a file, or of standard input, a batch per chunk read. Bytes that are no UTF-8 become replacement characters. */
export async function* linesOf(file: string | undefined): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8')
  const pieces: string[] = []
  for await (const chunk of file === undefined ? process.stdin : createReadStream(file)) {
    const parts = decoder.decode(chunk as Buffer, { stream: true }).split('\n')
    if (parts.length === 1) {
      pieces.push(parts[0] as string)
      continue
    }
    pieces.push(parts[0] as string)
    parts[0] = pieces.join('')
    pieces.length = 0
    pieces.push(parts.pop() as string)
    yield parts
  }
  pieces.push(decoder.decode())
  const last = pieces.join('')
  if (last !== '') yield [last]
}
