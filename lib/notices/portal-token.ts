import { createHash, createHmac } from 'node:crypto'

/**
 * The token in a notice's portal link, derived from the notice's id: sending twice gives the same mail, and the
 * database holds neither the token nor anything it could be made from without the desk's secret.
 *
 * @param secret the desk's secret (RELAYWARD_SECRET)
 * @returns 43 characters of base64url, 256 bits
 */
export function portalToken(secret: string, noticeId: string): string {
  return createHmac('sha256', secret).update(`portal-link ${noticeId}`).digest('base64url')
}

/** What PortalLink keeps of a token. */
export function portalTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Where a token leads. The page behind it shows, and acts only by a form (link scanners follow links). */
export function portalLink(publicUrl: string, token: string): string {
  return new URL(`/portal/link/${token}`, publicUrl).href
}
