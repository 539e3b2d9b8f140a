import * as z from 'zod'

/**
 * The one name that the desk's own certificate carries. No host may be called so. An agent lets in nobody else, not
 * even another certificate of the desk's CA.
 */
export const DESK_NAME = 'relayward-desk'

const pem = (label: string) => z.string().max(20_000).startsWith(`-----BEGIN ${label}-----`)
export const certificatePem = pem('CERTIFICATE')
export const requestPem = pem('CERTIFICATE REQUEST')

/** A host's name as it stands in its certificate: a DNS name in lower case (RFC 1123, 2.1). */
export const hostName = z
  .string()
  .max(253)
  .regex(/^(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/)
  .refine((name) => name !== DESK_NAME, 'this name is the desk')

/** What the desk hands to the admin of a host: base64url of this as JSON. The secret is used once. */
export const joinToken = z.strictObject({
  host: hostName,
  caPem: certificatePem,
  secret: z.string().min(32).max(200),
})
export type JoinToken = z.infer<typeof joinToken>

/** Body of `POST /v1/join`. `join` works until a certificate was put in once; `renew` from then on. */
export const joinRequest = z.strictObject({ purpose: z.enum(['join', 'renew']) })

/** `proof`: HMAC-SHA256 of the request's PEM text under the token's secret, base64url; null when renewing. */
export const joinAnswer = z.strictObject({ csrPem: requestPem, proof: z.string().max(100).nullable() })
export type JoinAnswer = z.infer<typeof joinAnswer>

/** Body of `PUT /v1/certificate`. */
export const certificateOrder = z.strictObject({ certificatePem })

/** Answer to `PUT /v1/certificate`. */
export const certificateAnswer = z.strictObject({ serial: z.string(), endsAt: z.iso.datetime({ offset: true }) })
export type CertificateAnswer = z.infer<typeof certificateAnswer>
