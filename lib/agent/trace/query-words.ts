/** Without the angle brackets that people copy with it. */
function bare(text: string): string {
  return text.trim().replace(/^<(.*)>$/, '$1')
}

export function isSameMessageId(a: string, b: string): boolean {
  return bare(a) === bare(b)
}

/** What stands in a line that names a Message-ID behind `field`; some programs write one without brackets. */
export function messageIdWords(field: string, messageId: string): string[] {
  return [`${field}<${bare(messageId)}`, `${field}${bare(messageId)}`]
}

/** Servers tell no capital letters in addresses, so neither does a search. */
export function isSameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === bare(b).toLowerCase()
}

/** Whether mail went to the address, be it by way of an alias. */
export function isAddressed(asked: string, recipient: string, alias: string | null): boolean {
  return isSameAddress(recipient, asked) || (alias !== null && isSameAddress(alias, asked))
}
