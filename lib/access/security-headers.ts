type Guard = { nonce: string; webAddress: string; isDevelopment: boolean }

/**
 * The headers of every page. Scripts run only with this page's nonce, so text from mails cannot become one (ASVS
 * 3.4.3). Styles may be inline: widths of bars are style attributes, and no mail-derived text gets near one.
 */
export function securityHeaders({ nonce, webAddress, isDevelopment }: Guard): Record<string, string> {
  const isSecure = webAddress.startsWith('https://')
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]

  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    'cross-origin-opener-policy': 'same-origin',
    ...(isSecure && { 'strict-transport-security': 'max-age=31536000' }),
  }
}
