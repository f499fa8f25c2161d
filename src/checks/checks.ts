import { agentWithoutMemory } from './agent-without-memory.ts'
import { agentWithoutTools } from './agent-without-tools.ts'
import type { Check } from './check.ts'
import { componentWithoutOwner } from './component-without-owner.ts'
import { componentWithoutZone } from './component-without-zone.ts'
import { controlOnNothing } from './control-on-nothing.ts'
import { controlWithoutEvidence } from './control-without-evidence.ts'
import { controlWithoutOwner } from './control-without-owner.ts'
import { dataWithoutOwner } from './data-without-owner.ts'
import { decisionWithoutOwner } from './decision-without-owner.ts'
import { duplicateDecision } from './duplicate-decision.ts'
import { emptyFlow } from './empty-flow.ts'
import { emptyZone } from './empty-zone.ts'
import { expiredDecision } from './expired-decision.ts'
import { failedEvidence } from './failed-evidence.ts'
import { idleControl } from './idle-control.ts'
import { lockedDecision } from './locked-decision.ts'
import { longAcceptance } from './long-acceptance.ts'
import { manifestWithoutCodeowner } from './manifest-without-codeowner.ts'
import { missingEvidenceFile } from './missing-evidence-file.ts'
import { modelWithoutProvenance } from './model-without-provenance.ts'
import { modelWithoutTraining } from './model-without-training.ts'
import { neverReviewed } from './never-reviewed.ts'
import { overdueControl } from './overdue-control.ts'
import { ownerUnknownToTeams } from './owner-unknown-to-teams.ts'
import { ownerWithoutContact } from './owner-without-contact.ts'
import { plannedWithoutDue } from './planned-without-due.ts'
import { retrievalWithoutSource } from './retrieval-without-source.ts'
import { reviewOverdue } from './review-overdue.ts'
import { reviewedInFuture } from './reviewed-in-future.ts'
import { reviewedOlderAtlas } from './reviewed-older-atlas.ts'
import { selfAcceptedRisk } from './self-accepted-risk.ts'
import { staleEvidence } from './stale-evidence.ts'
import { systemWithoutOwner } from './system-without-owner.ts'
import { tooLittleMitigated } from './too-little-mitigated.ts'
import { toolWithoutPowers } from './tool-without-powers.ts'
import { unapprovedAcceptance } from './unapproved-acceptance.ts'
import { unconnectedComponent } from './unconnected-component.ts'
import { undefendedTactic } from './undefended-tactic.ts'
import { unknownFact } from './unknown-fact.ts'
import { unknownRelease } from './unknown-release.ts'
import { unresolvedDecision } from './unresolved-decision.ts'
import { unusedDecision } from './unused-decision.ts'
import { unusedOwner } from './unused-owner.ts'
import { verifiedWithoutPass } from './verified-without-pass.ts'

/** Every check, by group; the report and the pages of help keep this order. */
export const checks: readonly Check[] = [
  systemWithoutOwner,
  componentWithoutOwner,
  dataWithoutOwner,
  controlWithoutOwner,
  decisionWithoutOwner,
  ownerWithoutContact,
  unusedOwner,
  ownerUnknownToTeams,
  manifestWithoutCodeowner,
  selfAcceptedRisk,

  modelWithoutProvenance,
  modelWithoutTraining,
  retrievalWithoutSource,
  agentWithoutTools,
  agentWithoutMemory,
  toolWithoutPowers,
  unconnectedComponent,
  emptyFlow,
  componentWithoutZone,
  emptyZone,
  unknownFact,

  controlWithoutEvidence,
  missingEvidenceFile,
  staleEvidence,
  failedEvidence,
  verifiedWithoutPass,
  plannedWithoutDue,
  overdueControl,
  idleControl,
  controlOnNothing,

  unresolvedDecision,
  expiredDecision,
  unusedDecision,
  unapprovedAcceptance,
  longAcceptance,
  duplicateDecision,
  lockedDecision,

  neverReviewed,
  reviewOverdue,
  reviewedInFuture,
  reviewedOlderAtlas,
  unknownRelease,

  undefendedTactic,
  tooLittleMitigated,
]
