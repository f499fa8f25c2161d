import type { Subject } from '../finding.ts'
import { sha256 } from './sha256.ts'

/**
 * What a finding is, whatever stands around it: the system by its name, the rule or check, the technique, and the subject. It stays when
 * lines move, keys change places, the file gets another name, the severity or the wording changes. Two findings of one check on one
 * subject have the same. 64 hexadecimal digits.
 */
export function fingerprintOf(system: string, rule: string, technique: string | undefined, subject: Subject): string {
  return sha256(JSON.stringify([system, rule, technique ?? null, subject.type, subject.id]))
}
