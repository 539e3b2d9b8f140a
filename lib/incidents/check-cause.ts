/** A failing check of hosts of one kind is one story, whichever of them it is: they are set up alike. */
const CHECK = 'check:'

export function failingCheckCause(check: string, hostKind: string): string {
  return `${CHECK}${check}:${hostKind}`
}

/** The check and the kind of host in a cause; null for a cause of another kind. */
export function checkOfCause(causeKey: string): { check: string; hostKind: string } | null {
  if (!causeKey.startsWith(CHECK)) return null
  const [check, hostKind] = causeKey.slice(CHECK.length).split(':')
  return check && hostKind ? { check, hostKind } : null
}
