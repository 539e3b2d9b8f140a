/** Who does something. Every change row and every audit row names one. */
export type Actor =
  | { kind: 'person'; userId: number; name: string }
  | { kind: 'customer'; userId: number; customerId: number }
  | { kind: 'agent'; hostId: number; hostName: string }
  | { kind: 'policy' }
  | { kind: 'worker' }
  /** Somebody at a shell of the desk's machine (`relayward admin …`), by his login there. */
  | { kind: 'shell'; login: string }

export function actorUserId(actor: Actor): number | null {
  return actor.kind === 'person' || actor.kind === 'customer' ? actor.userId : null
}

export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.name
    case 'customer':
      return `customer ${actor.customerId}`
    case 'agent':
      return `agent ${actor.hostName}`
    case 'policy':
      return 'policy'
    case 'worker':
      return 'worker'
    case 'shell':
      return `shell ${actor.login}`
  }
}
