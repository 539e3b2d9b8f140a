const ADDRESS = /[^\s<>()[\]"',;:@]+@([^\s<>()[\]"',;:@]*[^\s<>()[\]"',;:@.])/g

/** A reply without mail addresses, which may be a customer's; those of whoever replied stay, they say whom to write to. */
export function withoutAddresses(reply: string, own: readonly string[]): string {
  const isOwn = (domain: string) => own.some((name) => domain === name || domain.endsWith(`.${name}`))
  return reply.replace(ADDRESS, (address, domain: string) => (isOwn(domain.toLowerCase()) ? address : '…'))
}
