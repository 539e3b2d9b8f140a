import type { ReactNode } from 'react'

/** A heading inside a customer's page; its level depends on what stands above. */
export function PortalHeading({ level, children, id }: { level: 2 | 3; children: ReactNode; id?: string }) {
  const Heading = level === 2 ? 'h2' : 'h3'

  return (
    <Heading id={id} className="mb-1 text-phone font-[600]">
      {children}
    </Heading>
  )
}
