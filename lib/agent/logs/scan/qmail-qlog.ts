/**
 * Whose a message is that sagredo's qmail-smtpd took in: `qlogreceived: result=accepted … authuser=a@x … qp=1234 …`.
 * Null: it was not accepted, nobody had logged in, or qmail-queue has not run.
 */
export function readSessionOfQlog(text: string): { qp: number; account: string } | null {
  if (!/ result=accepted /.test(text)) return null
  const account = / authuser=(\S+) /.exec(text)?.[1]
  const qp = Number(/ qp=(\d+)(?: |$)/.exec(text)?.[1] ?? 0)
  return account !== undefined && qp > 0 ? { qp, account } : null
}
