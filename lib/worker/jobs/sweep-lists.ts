import { setTimeout as wait } from 'node:timers/promises'
import { chooseRounds, type Round } from '../../blocklists/choose-rounds.ts'
import { tellListingsStored } from '../../blocklists/list-desk-records.ts'
import { Pacer } from '../../blocklists/pacer.ts'
import { questionLedger } from '../../blocklists/question-ledger-records.ts'
import { readSweepPlan, type SweepPlan } from '../../blocklists/sweep-plan.ts'
import { askLists } from '../../cases/ask-lists.ts'
import { dropListings } from '../../cases/drop-listings.ts'
import { endListings } from '../../cases/end-listings.ts'
import type { Db } from '../../db.ts'
import { answeringResolvers } from '../../dns/answering-resolvers.ts'
import { markRound } from '../round-marks.ts'
import { doingOf, type WorkerContext } from '../worker-context.ts'

export const SWEEP_EVERY_MS = 10_000

/** Keeps what lists allow, for the whole program: one for each database, which holds the counts of all programs. */
const pacers = new WeakMap<Db, Pacer>()

function pacerOf({ db, now }: WorkerContext): Pacer {
  const pacer = pacers.get(db) ?? new Pacer(questionLedger(db, now))
  pacers.set(db, pacer)
  return pacer
}

/**
 * Asks blocklists about everything of ours, a few lists at a time. What is due is read from the tables, so that a copy that
 * takes over goes on where the last one ended. While a list allows only a few questions in a second its round goes on and
 * the others take their turns beside it.
 */
export async function sweepLists(context: WorkerContext, signal: AbortSignal): Promise<void> {
  const { db, log, env, now } = context
  const pacer = pacerOf(context)
  const busy = new Set<string>()
  const rounds = new Set<Promise<void>>()
  do {
    const plan = await readSweepPlan(db, { deskSecret: env.RELAYWARD_SECRET, resolvers: env.RELAYWARD_RESOLVERS })
    for (const trouble of plan.troubles) log.warn({ trouble }, 'blocklists are asked without it')
    await dropWhatIsNotAsked(context, plan)
    if (plan.resolvers.length > 0) await beginRounds(plan)
    for (const incident of await endListings(doingOf(context))) log.info({ incident }, 'the target is on no list any more')
    await markRound(db, 'job:sweep-blocklists', now())
    if (rounds.size > 0) await Promise.race([Promise.all(rounds), wait(SWEEP_EVERY_MS / 2)])
  } while (rounds.size > 0 && !signal.aborted)
  await Promise.all(rounds)
  await pacer.giveBack()

  async function beginRounds(plan: SweepPlan): Promise<void> {
    const chosen = await chooseRounds(db, plan, { now: now(), stepMs: SWEEP_EVERY_MS, busy })
    // Of lists nothing is known while nobody can be asked: what was known grows old, and the mark of this job with it.
    if (chosen.length > 0 && rounds.size === 0 && (await answeringResolvers(plan.resolvers)).length === 0) throw new Error('no resolver answers: blocklists are not asked')
    for (const round of chosen) begin(plan, round)
  }

  function begin(plan: SweepPlan, round: Round): void {
    for (const { id } of round.lists) busy.add(id)
    const run = ask(plan, round).finally(() => {
      for (const { id } of round.lists) busy.delete(id)
      rounds.delete(run)
    })
    rounds.add(run)
  }

  async function ask(plan: SweepPlan, round: Round): Promise<void> {
    try {
      const done = await askLists({ db, plan, pacer, now, signal }, round)
      if (done.changed > done.moved) await tellListingsStored(db)
      if (done.moved + done.health > 0) log.info(done, 'blocklists say something new')
    } catch (error) {
      if (!signal.aborted) log.error({ err: error, lists: round.lists.map(({ id }) => id) }, 'a round of blocklists did not end well')
    }
  }
}

/** What was asked last, by this program: only a change of it leaves anything to drop. */
const askedBefore = new WeakMap<Db, string>()

async function dropWhatIsNotAsked(context: WorkerContext, { targets, lists, resolvers }: SweepPlan): Promise<void> {
  const asked = { targets: [...targets.values()], lists: lists.map(({ list: { id, kinds } }) => ({ id, kinds })), resolvers: resolvers.map(({ name }) => name) }
  const fingerprint = JSON.stringify([asked.targets.map(({ name, kind }) => `${kind} ${name}`), asked.lists, asked.resolvers])
  if (fingerprint === askedBefore.get(context.db)) return
  const dropped = await dropListings(doingOf(context), asked)
  askedBefore.set(context.db, fingerprint)
  if (dropped > 0) context.log.info({ dropped }, 'listings that are not asked any more were dropped')
}
