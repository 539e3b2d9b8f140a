/** A mail as it came over the wire, without the Received fields that servers on its way put on top. */
export function withoutReceived(raw: Buffer): Buffer {
  const text = raw.toString('latin1')
  const [added = ''] = /^(?:Received:[^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*)*/i.exec(text) ?? []
  return Buffer.from(text.slice(added.length), 'latin1')
}

/** The bytes of a mail as its sender handed it in; the end of its last line belongs to the mail (RFC 5321, 4.1.1.4). */
export function submittedBytes({ raw }: { raw: string }): Buffer {
  return Buffer.from(`${raw}\r\n`, 'utf8')
}
