/** The numbers beside the pages' names in the side bar; zero shows nothing. A view fills them for one viewer. */
export type FrameCounts = {
  /** Rows of Now: what needs a hand. */
  now: number
  /** Receivers that take less than usual from some host. */
  troubledReceivers: number
  /** Of them, those that refuse some host. */
  refusingReceivers: number
  /** Hosts not heard for a minute. */
  silentHosts: number
  /** Locks not yet open, lifted or ended. */
  locks: number
  /** Tickets that wait for us. */
  tickets: number
  /** Mails in quarantine. */
  quarantine: number
  /** Addresses and domains of ours on a list that decides. */
  listedTargets: number
  /** Delisting requests not closed, and of them those that need a hand. */
  requests: number
  requestsToDo: number
  /** Checks of hosts that fail, harm now, and that nobody said are known. */
  failingChecks: number
  /** Incidents not over. */
  incidents: number
  /** Incidents that are over and that nobody has reviewed yet. */
  reviews: number
}

export const NO_COUNTS: FrameCounts = { now: 0, troubledReceivers: 0, refusingReceivers: 0, silentHosts: 0, locks: 0, tickets: 0, quarantine: 0, listedTargets: 0, failingChecks: 0, requests: 0, requestsToDo: 0, incidents: 0, reviews: 0 }
